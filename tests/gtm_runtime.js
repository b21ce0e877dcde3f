// A model of what Tag Manager does with a container on a page, as far as derived containers go. It reads one JSON job
// from standard input and writes the result to standard output.
//
//   {"do": "visit", container, template, host, consent, messages, arrives}
//        -> {"ga4": [...], "fbq": [...], "failed": [...]}: what the tags did with the messages of the data layer
//   {"do": "tests", template, tests} -> [{"name", "error"}]: the template's own tests
//
// What it takes from Tag Manager's own library: conditions compare texts, `String(undefined)` included; a text with
// several variables joins them, a missing one as nothing; version 2 of the data layer merges, lists by position;
// a RegEx table tests the value itself; a blocking trigger wins; a tag without its consent does not fire.
'use strict';
const vm = require('vm');

function section(template, name) {
  const parts = template.split(/^___([A-Z_]+)___$/m);
  const at = parts.indexOf(name);
  return at < 0 ? '' : parts[at + 1].trim();
}

// ---- the sandbox ----

function permissions(template) {
  const allowed = {globals: {}, scripts: [], storage: false, used: {}};
  for (const {instance} of JSON.parse(section(template, 'WEB_PERMISSIONS'))) {
    const list = instance.param.length ? instance.param[0].value.listItem : [];
    if (instance.key.publicId === 'access_globals') {
      for (const {mapKey, mapValue} of list) {
        const row = {};
        mapKey.forEach((key, index) => {
          const value = mapValue[index];
          row[key.string] = 'string' in value ? value.string : value.boolean;
        });
        allowed.globals[row.key] = row;
      }
    } else if (instance.key.publicId === 'inject_script') {
      allowed.scripts = list.map((item) => item.string);
    } else if (instance.key.publicId === 'access_template_storage') {
      allowed.storage = true;
    } else {
      throw new Error('unexpected permission ' + instance.key.publicId);
    }
  }
  return allowed;
}

function need(allowed, path, right) {
  if (!allowed.globals[path] || !allowed.globals[path][right]) {
    throw new Error('the template may not ' + right + ' ' + path);
  }
  allowed.used[path + ' ' + right] = true;
}

function owner(page, path) {
  const steps = path.split('.');
  const last = steps.pop();
  let here = page;
  for (const step of steps) {
    here = here === undefined || here === null ? undefined : here[step];
  }
  return [here, last];
}

function apis(page, allowed, storage, inject) {
  const get = (path) => { const [here, last] = owner(page, path); return here === undefined ? undefined : here[last]; };
  const set = (path, value) => { const [here, last] = owner(page, path); here[last] = value; };
  return {
    aliasInWindow: (to, from) => { need(allowed, to, 'write'); need(allowed, from, 'read'); set(to, get(from)); },
    callInWindow: (path, ...given) => {
      need(allowed, path, 'execute');
      const [here, last] = owner(page, path);
      return here[last].apply(here, given);
    },
    copyFromWindow: (path) => { need(allowed, path, 'read'); return get(path); },
    createQueue: (path) => {
      need(allowed, path, 'read');
      need(allowed, path, 'write');
      if (get(path) === undefined) set(path, []);
      return (...given) => get(path).push(...given);
    },
    getType: (value) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value,
    injectScript: (url, onSuccess, onFailure) => {
      if (!allowed.scripts.includes(url)) throw new Error('the template may not load ' + url);
      inject(onSuccess, onFailure);
    },
    makeNumber: Number,
    makeString: String,
    setInWindow: (path, value, override) => {
      need(allowed, path, 'write');
      if (override || get(path) === undefined) set(path, value);
    },
    templateStorage: {
      getItem: (key) => { if (!allowed.storage) throw new Error('no template storage'); return storage[key]; },
      setItem: (key, value) => { storage[key] = value; },
    },
  };
}

function sandbox(code, names) {
  return vm.runInThisContext('(function(' + names.join(',') + ') {"use strict";\n' + code + '\n})');
}

// ---- the container ----

const isObject = (value) => value !== null && typeof value === 'object';

function merge(from, into) {
  for (const [key, value] of Object.entries(from)) {
    if (Array.isArray(value)) into[key] = merge(value, Array.isArray(into[key]) ? into[key] : []);
    else into[key] = isObject(value) ? merge(value, isObject(into[key]) ? into[key] : {}) : value;
  }
  return into;
}

class Page {
  constructor(job) {
    this.job = job;
    this.entities = job.container;
    this.merged = {};
    this.last = {};
    this.window = {};
    this.storage = {};
    this.allowed = job.template ? permissions(job.template) : null;
    this.result = {ga4: [], fbq: [], failed: []};
  }

  variable(name) {
    if (name === '_event') return this.event;
    const builtIn = (this.entities.builtInVariable || {})[name];
    if (builtIn) {
      if (builtIn.type === 'PAGE_HOSTNAME') return this.job.host;
      throw new Error('no model of ' + builtIn.type);
    }
    const body = (this.entities.variable || {})[name];
    if (!body) throw new Error('there is no variable ' + name);
    const {parameters} = this.read(body);
    if (body.type === 'v') {
      if (parameters.dataLayerVersion === 1) return this.last[parameters.name];
      const steps = parameters.name.split('.');
      return steps.reduce((here, step) => isObject(here) ? here[step] : undefined, this.merged);
    }
    if (body.type === 'c') return parameters.value;
    const other = parameters.setDefaultValue ? parameters.defaultValue : undefined;
    if (body.type === 'smm') {
      const row = (parameters.map || []).filter((one) => one.key === String(parameters.input)).pop();
      return row ? row.value : other;
    }
    if (body.type === 'remm') {
      for (const row of parameters.map || []) {
        const pattern = parameters.fullMatch ? '^' + row.key + '$' : row.key;
        if (new RegExp(pattern, parameters.ignoreCase ? 'gi' : 'g').test(parameters.input)) return row.value;
      }
      return other;
    }
    throw new Error('no model of variable type ' + body.type);
  }

  text(value) {
    const parts = value.split(/(\{\{.+?\}\})/).filter((part) => part !== '');
    const values = parts.map((part) => part.startsWith('{{') ? this.variable(part.slice(2, -2)) : part);
    return values.length === 1 ? values[0] : values.join('');
  }

  value(parameter) {
    if (parameter.type === 'TEMPLATE') return this.text(parameter.value);
    if (parameter.type === 'BOOLEAN') return parameter.value === 'true';
    if (parameter.type === 'INTEGER') return Number(parameter.value);
    if (parameter.type === 'LIST') return (parameter.list || []).map((item) => this.value(item));
    if (parameter.type === 'MAP') return this.map(parameter.map || []);
    throw new Error('no model of parameter type ' + parameter.type);
  }

  map(parameters) {
    return Object.fromEntries(parameters.map((parameter) => [parameter.key, this.value(parameter)]));
  }

  read(body) {
    return {parameters: this.map(body.parameter || [])};
  }

  holds(condition) {
    const {arg0, arg1, negate} = this.map(condition.parameter);
    const found = condition.type === 'EQUALS' ? String(arg0) === String(arg1) : new RegExp(arg1).test(arg0);
    if (!['EQUALS', 'MATCH_REGEX'].includes(condition.type)) throw new Error('no model of ' + condition.type);
    return negate ? !found : found;
  }

  fires(name) {
    if (name === 'All Pages') return this.event === 'gtm.js';
    if (name === 'Initialization - All Pages') return this.event === 'gtm.init';
    const trigger = (this.entities.trigger || {})[name];
    if (!trigger || trigger.type !== 'CUSTOM_EVENT') throw new Error('no model of trigger ' + name);
    return [...trigger.customEventFilter, ...(trigger.filter || [])].every((condition) => this.holds(condition));
  }

  consented(body) {
    const settings = body.consentSettings || {consentStatus: 'NOT_SET'};
    if (settings.consentStatus !== 'NEEDED') return true;
    return settings.consentType.list.every((item) => this.job.consent.includes(item.value));
  }

  push(message) {
    if (!message.event.startsWith('gtm.')) {
      Object.assign(this.last, message);
      merge(message, this.merged);
    }
    this.event = message.event;
    for (const [name, body] of Object.entries(this.entities.tag || {})) {
      const wanted = body.firingTrigger.some((trigger) => this.fires(trigger));
      const blocked = (body.blockingTrigger || []).some((trigger) => this.fires(trigger));
      if (wanted && !blocked && this.consented(body)) this.run(name, body);
    }
  }

  run(name, body) {
    const {parameters} = this.read(body);
    if (body.type === 'gaawe' || body.type === 'googtag') {
      this.result.ga4.push({tag: name, ...parameters});
    } else if (body.type.startsWith('template:')) {
      const code = section(this.job.template, 'SANDBOXED_JS_FOR_WEB_TEMPLATE');
      const library = apis(this.window, this.allowed, this.storage, (onSuccess) => onSuccess());
      const data = {...parameters, gtmOnSuccess: () => {}, gtmOnFailure: () => this.result.failed.push(name)};
      sandbox(code, ['require', 'data'])((api) => library[api], data);
    } else {
      throw new Error('no model of tag type ' + body.type);
    }
  }

  // Meta's library arrives: it takes over the calls that waited, then every later one.
  arrive() {
    const fbq = this.window.fbq;
    if (!fbq || fbq.callMethod) return;
    fbq.callMethod = (...given) => this.result.fbq.push(given);
    (fbq.queue || []).forEach((given) => fbq.callMethod(...given));
  }
}

function visit(job) {
  const page = new Page(job);
  const messages = [{event: 'gtm.init'}, {event: 'gtm.js'}, ...job.messages];
  messages.forEach((message, index) => {
    page.push(message);
    if (index === job.arrives) page.arrive();
  });
  page.arrive();
  page.result.used = page.allowed ? Object.keys(page.allowed.used) : [];
  page.result.pushState = page.window.fbq ? page.window.fbq.disablePushState === true : false;
  return page.result;
}

// ---- the template's own tests ----

function check(condition, message) {
  if (!condition) throw new Error(message);
}

function scenario(job, code) {
  const mocks = {};
  const called = {};
  const note = (name, run) => (...given) => { (called[name] = called[name] || []).push(given); return run(...given); };
  const real = apis({}, permissions(job.template), {}, (onSuccess) => onSuccess());
  const world = {
    mock: (name, run) => { mocks[name] = typeof run === 'function' ? run : () => run; },
    mockObject: (name, object) => { mocks[name] = object; },
    runCode: (data) => {
      const require_ = (name) => {
        const found = name in mocks ? mocks[name] : real[name];
        return typeof found === 'function' ? note(name, found) : found;
      };
      const ends = {gtmOnSuccess: note('gtmOnSuccess', () => {}), gtmOnFailure: note('gtmOnFailure', () => {})};
      const code = section(job.template, 'SANDBOXED_JS_FOR_WEB_TEMPLATE');
      return sandbox(code, ['require', 'data'])(require_, {...data, ...ends});
    },
    assertThat: (subject) => ({
      isEqualTo: (expected) => check(JSON.stringify(subject) === JSON.stringify(expected),
        JSON.stringify(subject) + ' is not ' + JSON.stringify(expected)),
    }),
    assertApi: (name) => ({
      wasCalled: () => check(called[name], name + ' was not called'),
      wasNotCalled: () => check(!called[name], name + ' was called'),
    }),
  };
  sandbox(job.tests.setup + '\n' + code, Object.keys(world))(...Object.values(world));
}

function tests(job) {
  return job.tests.scenarios.map(({name, code}) => {
    try {
      scenario(job, code);
      return {name, error: null};
    } catch (error) {
      return {name, error: String(error.message)};
    }
  });
}

const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(job.do === 'tests' ? tests(job) : visit(job)));
