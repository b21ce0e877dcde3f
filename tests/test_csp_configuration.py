"""Policies in the configuration of servers, hosts and programs: every form that is written down is read alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from for_each import for_each
from live_helpers import export

from govern.core.errors import GovernError
from govern.csp.readers import configuration
from govern.project.exports import read_exports

POLICY = "default-src 'self'; script-src 'nonce-x' https://a.example"
IN_PIECES = """(
    "default-src 'self'; "
    "script-src 'nonce-x' https://a.example"
)"""
OBJECT = """{
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: [(request, response) => `'nonce-${response.locals.nonce}'`, "https://a.example"],
  },
  useDefaults: false,
}"""

FORMS = {
    "nginx, by set": f'set $csp "{POLICY}";\nadd_header Content-Security-Policy $csp always;\n',
    "nginx, by map": f'map $uri $csp {{\n  default "{POLICY}";\n}}\nadd_header Content-Security-Policy $csp;\n',
    "nginx, in pieces": "server { set $csp \"default-src 'self'; \";\n  set $csp \"${csp}script-src 'nonce-$csp_nonce' \";\n"
    '  set $hosts "https://a.example";\n  add_header Content-Security-Policy "$csp $hosts";\n}\n',
    "nginx, more headers": f'more_set_headers "Content-Security-Policy: {POLICY}";\n',
    "Apache, over lines": 'Header set Content-Security-Policy "' + POLICY.replace("; ", "; \\\n  ") + '"\n',
    "Caddy": f"www.acme.example {{\n\theader +Content-Security-Policy `{POLICY}`\n}}\n",
    "Netlify": f'[[headers]]\n  for = "/*"\n  [headers.values]\n    Content-Security-Policy = """{POLICY}"""\n',
    "IIS": f'<customHeaders><add name="Content-Security-Policy" value="{POLICY}" /></customHeaders>',
    "IIS, escaped": f'<add name="Content-Security-Policy" value="{POLICY.replace(chr(39), "&#x27;")}" />',
    "CloudFront, a function": f'response.headers["content-security-policy"] = {{ value: "{POLICY}" }};\n',
    "CloudFront, an answer": json.dumps(
        {
            "ResponseHeadersPolicyConfig": {
                "SecurityHeadersConfig": {"ContentSecurityPolicy": {"ContentSecurityPolicy": POLICY}}
            }
        }
    ),
    "Cloudflare, a ruleset": json.dumps(
        {"result": {"rules": [{"action_parameters": {"headers": {"Content-Security-Policy": {"value": POLICY}}}}]}}
    ),
    "YAML, over lines": "headers:\n  Content-Security-Policy: >-\n    " + POLICY.replace("; ", ";\n    ") + "\n",
    "the developer tools": f"content-security-policy:\n{POLICY}\ncontent-type:\ntext/html\n",
    "Spring": f'http.headers(h -> h.contentSecurityPolicy(c -> c.policyDirectives("{POLICY}")));\n',
    "Terraform, a list": 'content_security_policy = join("; ", [\n  "' + POLICY.replace("; ", '",\n  "') + '",\n])\n',
    "PHP, put together": "<?php\n$csp = \"default-src 'self'; \";\n$csp .= \"script-src 'nonce-$nonce' https://a.example\";\n"
    'header("Content-Security-Policy: " . $csp);\n',
    "names in a text": 'const scripts = ["https://a.example"];\n'
    "const csp = `default-src 'self'; script-src 'nonce-${nonce}' ${scripts.join(\" \")}`;\n"
    'response.setHeader("Content-Security-Policy", csp);\n',
    "HAProxy": f'http-response set-header Content-Security-Policy "{POLICY}"\n',
    "Traefik": f'headers:\n  contentSecurityPolicy: "{POLICY}"\n',
    "Terraform": f'content_security_policy {{\n  override = true\n  content_security_policy = "{POLICY}"\n}}\n',
    "PHP": f'<?php\nheader("Content-Security-Policy: {POLICY}");\n',
    "Python": f'response.headers["Content-Security-Policy"] = {IN_PIECES}\n',
    "a sum": 'setHeader("Content-Security-Policy", "default-src \'self\'; " + scripts)\n'
    "const scripts = \"script-src 'nonce-x' https://a.example\";\n",
    "a list over lines": "const csp = [\n  \"default-src 'self'\", // ours\n  \"script-src 'nonce-x' https://a.example\",\n"
    '].join("; ");\nconst headers = [{ key: "Content-Security-Policy", value: csp }];\n',
    "Helmet": f"app.use(helmet({{ contentSecurityPolicy: {OBJECT} }}));\n",
    "Helmet, alone": f"app.use(helmet.contentSecurityPolicy({OBJECT}));\n",
    "Django": 'SECURE_CSP = {\n    "default-src": [CSP.SELF],\n    "script-src": [CSP.NONCE, "https://a.example"],\n}\n',
    "Helmet, by name": "const directives = {\n  defaultSrc: [\"'self'\"],\n  scriptSrc: [\"'nonce-x'\", 'https://a.example'],\n};\n"
    "app.use(helmet({ contentSecurityPolicy: { directives: directives, useDefaults: false } }));\n",
    "Talisman": "csp = {\n    'default-src': \"'self'\",\n    'script-src': [\"'nonce-x'\", 'https://a.example'],\n}\n"
    "Talisman(app, content_security_policy=csp)\n",
    "SvelteKit": "export default { kit: { csp: { mode: 'nonce', directives: {\n  'default-src': ['self'],\n"
    "  'script-src': ['nonce-x', 'https://a.example'],\n} } } };\n",
    "Rails": "Rails.application.config.content_security_policy do |policy|\n  policy.default_src :self\n"
    '  policy.script_src "https://a.example"\n  # policy.object_src :none\n'
    '  policy.connect_src :self, "ws://localhost:3035" if Rails.env.development?\nend\n'
    "Rails.application.config.content_security_policy_nonce_generator = ->(request) { request.session.id.to_s }\n",
    "secure_headers": "SecureHeaders::Configuration.default do |config|\n  config.csp = {\n    default_src: %w('self'),\n"
    "    script_src: %w('nonce-x' https://a.example),\n  }\nend\n",
    "lighttpd": f'setenv.add-response-header = ( "Content-Security-Policy" => "{POLICY}" )\n',
    "Phoenix": f'plug :put_secure_browser_headers, %{{"content-security-policy" => "{POLICY}"}}\n',
    "IIS, by rewriting": '<rule name="csp">\n<match serverVariable="RESPONSE_Content_Security_Policy" pattern=".*" />\n'
    f'<action type="Rewrite" value="{POLICY}" />\n</rule>\n',
    "CloudFormation": f'ContentSecurityPolicy:\n  ContentSecurityPolicy: "{POLICY}"\n  Override: true\n',
    "Nelmio": "nelmio_security:\n  csp:\n    hosts: []\n    enforce:\n      level1_fallback: false\n"
    "      default-src: [self]\n      script-src:\n        - nonce-x\n        - '%csp_hosts%'\n        - https://a.example\n",
    "Nelmio, in PHP": "$container->extension('nelmio_security', ['csp' => ['enforce' => [\n"
    "  'default-src' => ['self'], 'script-src' => ['nonce-x', 'https://a.example']]]]);\n",
    "Drupal": "enforce:\n  enable: true\n  directives:\n    default-src: {base: self}\n"
    "    script-src: {flags: [nonce-x], sources: ['https://a.example']}\nreport-only: {enable: false}\n",
    "TYPO3": "mutations:\n  - {mode: set, directive: default-src, sources: [\"'self'\"]}\n"
    "  - {mode: extend, directive: script-src, sources: [\"'nonce-x'\", 'https://a.example']}\n",
    "Spatie": "use Spatie\\Csp\\Directive;\n$this->addDirective(Directive::DEFAULT, Keyword::SELF)\n"
    "  ->addDirective(Directive::SCRIPT, ['nonce-x', 'https://a.example']);\n",
    "NWebsec": "app.UseCsp(o => o.DefaultSources(s => s.Self())\n"
    '  .ScriptSources(s => s.WithNonce().CustomSources("https://a.example")));\n',
    "NetEscapades": "AddContentSecurityPolicy(b => {\n  b.AddDefaultSrc().Self();\n"
    '  b.AddScriptSrc().WithNonce().From("https://a.example");\n});\n',
    "secure, of Python": "csp = secure.ContentSecurityPolicy().default_src(\"'self'\").script_src(\"'nonce-x'\", 'https://a.example')\n",
    "an object of any name": "plugins: [{ resolve: `gatsby-plugin-csp`, options: { directives: {\n"
    '  "default-src": "\'self\'", "script-src": "\'nonce-x\' https://a.example" } } }]\n',
    "Quarkus": f'quarkus.http.header."Content-Security-Policy".value={POLICY}\n',
    "labels": f'labels:\n  - "traefik.http.middlewares.a.headers.contentsecuritypolicy={POLICY}"\n',
    "Render": f"headers:\n  - path: /*\n    name: Content-Security-Policy\n    value: {POLICY}\n",
    "Tomcat": f"<param-name>Content-Security-Policy</param-name>\n<param-value>{POLICY}</param-value>\n",
    "Spring, in XML": f'<content-security-policy policy-directives="{POLICY}"/>\n',
    "axum": f'header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("{POLICY}")\n',
    "HAProxy, escaped": f"http-response set-header Content-Security-Policy {POLICY.replace(' ', chr(92) + ' ')}\n",
    "Apache, defined": f'Define CSP "{POLICY}"\nHeader always set Content-Security-Policy "${{CSP}}"\n',
    "Terraform, over lines": f"content_security_policy = <<-EOT\n  {POLICY.replace('; ', ';' + chr(10) + '  ')}\nEOT\n",
    "Terraform, by name": 'locals { csp = join("; ", ["' + POLICY.replace("; ", '", "') + '"]) }\n'
    "content_security_policy = local.csp\n",
    "Caddy, as JSON": json.dumps(
        {
            "apps": {
                "http": {
                    "servers": {
                        "a": {"routes": [{"handle": [{"response": {"set": {"Content-Security-Policy": [POLICY]}}}]}]}
                    }
                }
            }
        }
    ),
    "Akamai": json.dumps(
        {
            "rules": {
                "behaviors": [{"options": {"customHeaderName": "Content-Security-Policy", "newHeaderValue": POLICY}}]
            }
        }
    ),
    "Django, old": "CSP_DEFAULT_SRC = (\"'self'\",)\nCSP_SCRIPT_SRC = (\"'nonce-x'\", 'https://a.example')\n",
}


REPORTED = {
    "Nelmio": FORMS["Nelmio"].replace("enforce:", "report:"),
    "NetEscapades": FORMS["NetEscapades"].replace("SecurityPolicy(", "SecurityPolicyReportOnly("),
    "Helmet": FORMS["Helmet"].replace("useDefaults: false", "useDefaults: false, reportOnly: true"),
    "Spring": FORMS["Spring"].replace('")));', '").reportOnly()));'),
    "Talisman": FORMS["Talisman"].replace("=csp)", "=csp, content_security_policy_report_only=True)"),
    "SvelteKit": FORMS["SvelteKit"].replace("directives:", "reportOnly:"),
    "Rails": FORMS["Rails"] + "Rails.application.config.content_security_policy_report_only = true\n",
    "secure_headers": FORMS["secure_headers"].replace("config.csp", "config.csp_report_only"),
    "IIS, by rewriting": FORMS["IIS, by rewriting"].replace("Security_Policy", "Security_Policy_Report_Only"),
}


@for_each("text", REPORTED.values(), ids=REPORTED)
def test_what_only_reports_is_known_however_it_is_written(text: str) -> None:
    assert [found.disposition for found in export(text).policies] == ["report"]


@for_each("text", FORMS.values(), ids=FORMS)
def test_every_form_says_what_is_served(text: str) -> None:
    (found,) = export(text).policies
    assert found.disposition == "enforce"
    assert [directive.name for directive in found.policy.directives] == ["default-src", "script-src"]
    assert sorted(source.kind for source in found.policy.directives[1].sources) == ["host", "nonce"]


@for_each(
    "text",
    [
        "new CSPBuilder(['script-src' => ['allow' => ['https://a.example'], 'self' => true]]);",
        "class ContentSecurityPolicy extends BaseConfig {\n  public $scriptSrc = ['self'];\n}",
        '<csp_whitelist><policy id="script-src"><values/></policy></csp_whitelist>',
    ],
    ids=["CSPBuilder", "CodeIgniter", "Magento"],
)
def test_a_form_that_is_not_read_is_named_and_not_passed_over(text: str) -> None:
    """A file that sets a policy and is not judged would be taken for one without faults."""
    with pytest.raises(GovernError, match=r"sets a content security policy \(line \d\) in a form that is not read"):
        export(text)


def test_a_hidden_file_of_apache_is_found_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / ".htaccess").write_text(f'Header set Content-Security-Policy "{POLICY}"\n')
    (tmp_path / ".env").write_text("SECRET=x\n")
    (found,) = read_exports([str(tmp_path)]).policies
    assert found.file.endswith(".htaccess")


@pytest.mark.parametrize(
    "text",
    [
        f'add_header Content-Security-Policy-Report-Only "{POLICY}";\n',
        'SECURE_CSP_REPORT_ONLY = {"default-src": [CSP.SELF]}\n',
        "CSP_REPORT_ONLY = True\nCSP_DEFAULT_SRC = [\"'self'\"]\n",
    ],
    ids=["nginx", "Django", "Django, old"],
)
def test_what_only_reports_is_known(text: str) -> None:
    assert [found.disposition for found in export(text).policies] == ["report"]


def test_what_helmet_adds_by_itself_is_served() -> None:
    (found,) = export("helmet({contentSecurityPolicy: {directives: {scriptSrc: ['a.example']}}})").policies
    policy = found.policy
    assert policy.directive("object-src") is not None
    assert [
        source.text for directive in (policy.directive("script-src"),) if directive for source in directive.sources
    ] == ["a.example"]


@pytest.mark.parametrize(
    "text",
    [
        "# add_header Content-Security-Policy \"default-src 'self'\";\n",
        "Our Content-Security-Policy: see the wiki, it is 'self' mostly.\n",
        'setHeader("Content-Security-Policy", policyFor(page))\n',
        "contentSecurityPolicy: { enabled: true }\n",
    ],
    ids=["comment", "prose", "a call", "other keys"],
)
def test_what_sets_no_policy_is_not_one(text: str) -> None:
    assert not configuration.matches(text)


@pytest.mark.parametrize(
    "part", ["Content-Security-Policy: [", "SECURE_CSP = {'a':{", "map $x $csp {\n", "content_security_policy = ("]
)
def test_a_text_made_to_take_long_is_read_all_the_same(part: str) -> None:
    assert not configuration.matches(part * 300)
