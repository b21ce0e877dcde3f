// A model of what Tag Manager does with a web container on a page, as far as derived containers go. It reads one JSON
// job from standard input and writes the result to standard output.
//
//   {"do": "visit", container, host, consent, messages, arrives, storage, blocked}
//        -> {"tags": [...], "<function>": [...], "failed": [...], "storage", "used"}: what the tags did with the messages
//           of the data layer. Libraries arrive after the message `arrives`, or never when `blocked`; `storage` is what
//           the browser remembers from page to page. A message may have the moment `now`, in milliseconds; one that is a
//           list is what `gtag()` was told
//   {"do": "tests", template, tests} -> {"results": [{"name", "error"}], "used": [...]}: the template's own tests
//
// What it takes from Tag Manager's own library: conditions compare texts, `String(undefined)` included; a text with
// several variables joins them, a missing one as nothing; version 2 of the data layer merges, lists by position; a RegEx
// table tests the value itself; all triggers of a message are decided before its first tag runs; a blocking trigger wins;
// a tag without its consent does not fire, nor do the tags after it in its sequence; setup tags come before it whatever
// their own triggers say. Templates run without the language's globals: what is not required is not there, and what is
// not permitted fails. In a page of a real browser it is a library for `page.js`.
'use strict';

const inBrowser = typeof document !== 'undefined';
const program = inBrowser ? (0, eval) : require('vm').runInThisContext;

function section(template, name) {
  const parts = template.split(/^___([A-Z_]+)___$/m);
  const at = parts.indexOf(name);
  return at < 0 ? '' : parts[at + 1].trim();
}

// ---- permissions ----

function plain(value) {
  if (value.type === 1) return value.string;
  if (value.type === 8) return value.boolean;
  if (value.type === 2) return (value.listItem || []).map(plain);
  return Object.fromEntries(value.mapKey.map((key, index) => [key.string, plain(value.mapValue[index])]));
}

class Permissions {
  constructor(template, used) {
    this.used = used;
    this.rights = {};
    for (const {instance} of JSON.parse(section(template, 'WEB_PERMISSIONS'))) {
      const parameters = Object.fromEntries(instance.param.map((one) => [one.key, plain(one.value)]));
      this.rights[instance.key.publicId] = parameters;
    }
    this.name = JSON.parse(section(template, 'INFO')).displayName;
  }

  note(what) {
    this.used[this.name + ': ' + what] = true;
  }

  row(permission, list, key, value, right) {
    const rows = (this.rights[permission] || {})[list] || [];
    const row = rows.find((one) => one[key] === value);
    if (!row || !row[right]) throw new Error('the template may not ' + right + ' ' + value);
    this.note(value + ' ' + right);
  }

  global(path, ...rights) {
    rights.forEach((right) => this.row('access_globals', 'keys', 'key', path, right));
  }

  address(permission, list, url) {
    const matches = (pattern) => pattern.endsWith('*') ? url.startsWith(pattern.slice(0, -1)) : url === pattern;
    const found = ((this.rights[permission] || {})[list] || []).find(matches);
    if (!found) throw new Error('the template may not load ' + url);
    this.note(found + ' load');
  }

  whole(permission) {
    if (!this.rights[permission]) throw new Error('the template has no permission ' + permission);
    this.note(permission);
  }
}

// What each API needs; those that are not here need nothing.
const NEEDS = {
  addConsentListener: (may, type) => may.row('access_consent', 'consentTypes', 'consentType', type, 'read'),
  aliasInWindow: (may, to, from) => { may.global(to, 'write'); may.global(from, 'read'); },
  callInWindow: (may, path) => may.global(path, 'execute'),
  copyFromWindow: (may, path) => may.global(path, 'read'),
  createArgumentsQueue: (may, path, queue) => { may.global(path, 'read', 'write'); may.global(queue, 'read', 'write'); },
  createQueue: (may, path) => may.global(path, 'read', 'write'),
  injectScript: (may, url) => may.address('inject_script', 'urls', url),
  setInWindow: (may, path) => may.global(path, 'write'),
  setDefaultConsentState: (may, settings) => Object.keys(settings)
    .filter((type) => type !== 'region' && type !== 'wait_for_update')
    .forEach((type) => may.row('access_consent', 'consentTypes', 'consentType', type, 'write')),
  'localStorage.getItem': (may, key) => may.row('access_local_storage', 'keys', 'key', key, 'read'),
  'localStorage.setItem': (may, key) => may.row('access_local_storage', 'keys', 'key', key, 'write'),
  'templateStorage.getItem': (may) => may.whole('access_template_storage'),
  'templateStorage.setItem': (may) => may.whole('access_template_storage'),
};

// ---- the sandbox ----

function owner(page, path) {
  const steps = path.split('.');
  const last = steps.pop();
  return [steps.reduce((here, step) => here === undefined || here === null ? undefined : here[step], page), last];
}

// Values are copied on their way to the page: lists lose what is no element.
function crossing(value) {
  if (Object.prototype.toString.call(value) === '[object Arguments]') return Array.from(value, crossing);
  if (Array.isArray(value)) return value.map(crossing);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, crossing(one)]));
}

function apis(browser) {
  const page = browser.window;
  const get = (path) => { const [here, last] = owner(page, path); return here === undefined ? undefined : here[last]; };
  const set = (path, value) => { const [here, last] = owner(page, path); here[last] = value; };
  const queue = (path) => { if (get(path) === undefined) set(path, []); };
  return {
    addConsentListener: (type, listener) => browser.listeners.push([type, listener]),
    aliasInWindow: (to, from) => { set(to, get(from)); return true; },
    callInWindow: (path, ...given) => {
      const [here, last] = owner(page, path);
      return here[last](...given.map(crossing));
    },
    callLater: (run) => browser.later.push(run),
    copyFromWindow: (path) => { const found = get(path); return typeof found === 'function' ? found : crossing(found); },
    createArgumentsQueue: (path, to) => {
      if (get(path) === undefined) set(path, (...given) => get(to).push(given.map(crossing)));
      queue(to);
      return get(path);
    },
    createQueue: (path) => { queue(path); return (...given) => get(path).push(...given.map(crossing)); },
    encodeUriComponent: encodeURIComponent,
    getTimestampMillis: () => 1700000000000 + (browser.page && browser.page.message['now'] || 0),
    getType: (value) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value,
    injectScript: (url, onSuccess, onFailure, token) => browser.inject(url, onSuccess, onFailure, token),
    JSON: {
      parse: (text) => { try { return JSON.parse(text); } catch (error) { return undefined; } },
      stringify: JSON.stringify,
    },
    localStorage: {
      getItem: (key) => key in browser.storage ? browser.storage[key] : null,
      setItem: (key, value) => { browser.storage[key] = String(value); return true; },
    },
    Object: {keys: Object.keys},
    makeInteger: (value) => Math.trunc(Number(value)),
    makeNumber: Number,
    makeString: String,
    setDefaultConsentState: (settings) => browser.defaults.push(crossing(settings)),
    setInWindow: (path, value, override) => {
      if (!override && get(path) !== undefined) return false;
      set(path, crossing(value));
      return true;
    },
    templateStorage: {
      getItem: (key) => browser.template[key],
      setItem: (key, value) => { browser.template[key] = value; },
    },
  };
}

// An API that asks for its permission first, even when a test mocks what it does.
function guarded(name, found, may, called) {
  if (typeof found === 'function') {
    return (...given) => {
      (called[name] = called[name] || []).push(given);
      if (NEEDS[name]) NEEDS[name](may, ...given);
      return found(...given);
    };
  }
  return Object.fromEntries(Object.entries(found).map(([key, one]) => [key, guarded(name + '.' + key, one, may, called)]));
}

const GLOBALS = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z]\w*$/.test(name) && name !== 'undefined' && name !== 'eval');

function sandbox(code, world) {
  const hidden = GLOBALS.filter((name) => !(name in world));
  const names = [...Object.keys(world), ...hidden, 'require', 'module', 'process'].filter(
    (name, index, all) => all.indexOf(name) === index);
  const run = program('(function(' + names.join(',') + ') {"use strict";\n' + code + '\n})');
  return run(...names.map((name) => world[name]));
}

function runTemplate(template, data, library, used, called = {}) {
  const may = new Permissions(template, used);
  const require_ = (name) => {
    if (!(name in library)) throw new Error('there is no API ' + name);
    return guarded(name, library[name], may, called);
  };
  return sandbox(section(template, 'SANDBOXED_JS_FOR_WEB_TEMPLATE'), {require: require_, data});
}

// ---- the platforms' libraries ----

// What a library does when it arrives: it takes over the calls that waited, then every later one.
const LIBRARIES = {
  'connect.facebook.net': (page, hit) => takeOver(page, 'fbq', 'callMethod', 'queue', hit),
  'sc-static.net': (page, hit) => takeOver(page, 'snaptr', 'handleRequest', 'queue', hit),
  'www.redditstatic.com': (page, hit) => takeOver(page, 'rdt', 'sendEvent', 'callQueue', hit),
  'static.ads-twitter.com': (page, hit) => takeOver(page, 'twq', 'exe', 'queue', hit),
  's.pinimg.com': (page, hit) => {
    page.pintrk.queue.forEach((given) => hit('pintrk', given));
    page.pintrk.queue.push = (given) => hit('pintrk', given);
  },
  'analytics.tiktok.com': (page, hit) => {
    const waiting = page.ttq.splice(0);
    for (const method of ['page', 'track', 'identify']) page.ttq[method] = (...given) => hit('ttq', [method, ...given]);
    waiting.forEach(([method, ...given]) => page.ttq[method](...given.filter((value) => value !== undefined)));
  },
  'snap.licdn.com': (page, hit) => {
    page.lintrk = (...given) => hit('lintrk', [...given, page._linkedin_data_partner_ids]);
  },
};

function takeOver(page, name, handler, queue, hit) {
  page[name][handler] = (...given) => hit(name, given);
  page[name][queue].forEach((given) => hit(name, given));
}

class Browser {
  constructor(job) {
    this.job = job;
    this.window = inBrowser ? window : {};
    this.template = {};
    this.storage = {...job.storage};
    this.defaults = [];
    this.later = [];
    this.listeners = [];
    this.waiting = [];
    this.loaded = {};
    this.calls = {fbq: [], snaptr: [], rdt: [], twq: [], pintrk: [], ttq: [], lintrk: []};
    this.arrived = false;
  }

  inject(url, onSuccess, onFailure) {
    this.waiting.push({url, onSuccess, onFailure});
    if (this.arrived) this.arrive();
  }

  arrive() {
    this.arrived = true;
    for (const {url, onSuccess, onFailure} of this.waiting.splice(0)) {
      if (this.job.blocked) { onFailure(); continue; }
      if (!this.loaded[url]) LIBRARIES[new URL(url).hostname](this.window, (name, given) => this.calls[name].push(given));
      this.loaded[url] = true;
      onSuccess();
      this.later.splice(0).forEach((run) => run());
    }
  }
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

const MESSAGES = {
  PAGEVIEW: 'gtm.js', DOM_READY: 'gtm.dom', WINDOW_LOADED: 'gtm.load', CLICK: 'gtm.click',
  FORM_SUBMISSION: 'gtm.formSubmit', ELEMENT_VISIBILITY: 'gtm.elementVisibility', TIMER: 'gtm.timer',
};

// An element is one of a page, or in Node the list of the selectors that it fits.
function matches(element, selector) {
  if (!element) return false;
  if (element.matches) return element.matches(selector);
  return selector.split(', ').some((one) => element.includes(one));
}

class Page {
  constructor(job) {
    this.job = job;
    this.entities = job.container;
    this.merged = {};
    this.last = {};
    this.ran = {};
    this.browser = new Browser(job);
    this.browser.page = this;
    this.message = {};
    this.used = {};
    this.tags = [];
    this.failed = [];
  }

  variable(name) {
    if (name === '_event') return this.event;
    const builtIn = (this.entities.builtInVariable || {})[name];
    if (builtIn) {
      if (builtIn.type === 'PAGE_HOSTNAME') return this.job.host;
      if (['CLICK_ELEMENT', 'FORM_ELEMENT'].includes(builtIn.type)) return this.message['gtm.element'];
      throw new Error('no model of ' + builtIn.type);
    }
    const body = (this.entities.variable || {})[name];
    if (!body) throw new Error('there is no variable ' + name);
    const parameters = this.map(body.parameter || []);
    if (body.type.startsWith('template:')) return this.template(body.type, parameters);
    if (body.type === 'v') {
      if (parameters.dataLayerVersion === 1) return this.last[parameters.name];
      const steps = parameters.name.split('.');
      return steps.reduce((here, step) => isObject(here) ? here[step] : undefined, this.merged);
    }
    if (body.type === 'c') return parameters.value;
    if (body.type === 'awec') return parameters;
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

  holds(condition) {
    const {arg0, arg1, negate} = this.map(condition.parameter);
    if (condition.type === 'CSS_SELECTOR') return matches(arg0, arg1);
    const found = condition.type === 'EQUALS' ? String(arg0) === String(arg1) : new RegExp(arg1).test(arg0);
    if (!['EQUALS', 'MATCH_REGEX'].includes(condition.type)) throw new Error('no model of ' + condition.type);
    return negate ? !found : found;
  }

  fires(name) {
    if (name === 'All Pages') return this.event === 'gtm.js';
    if (name === 'Initialization - All Pages') return this.event === 'gtm.init';
    if (name === 'Consent Initialization - All Pages') return this.event === 'gtm.init_consent';
    const trigger = (this.entities.trigger || {})[name];
    if (!trigger || !(trigger.type === 'CUSTOM_EVENT' || MESSAGES[trigger.type])) throw new Error('no model of trigger ' + name);
    if (MESSAGES[trigger.type] && MESSAGES[trigger.type] !== this.event) return false;
    if (['ELEMENT_VISIBILITY', 'TIMER'].includes(trigger.type) && this.message['gtm.trigger'] !== name) return false;
    const asked = [...(trigger.customEventFilter || []), ...(trigger.filter || []), ...(trigger.autoEventFilter || [])];
    return asked.every((condition) => this.holds(condition));
  }

  consented(body) {
    const settings = body.consentSettings || {consentStatus: 'NOT_SET'};
    if (settings.consentStatus !== 'NEEDED') return true;
    return settings.consentType.list.every((item) => this.job.consent.includes(item.value));
  }

  // `gtag('consent', 'update', {...})` is no message: who listens to a type is told of it, if it changes.
  consentUpdate(states) {
    const before = [...this.job.consent];
    for (const [type, state] of Object.entries(states)) {
      this.job.consent = this.job.consent.filter((one) => one !== type).concat(state === 'granted' ? [type] : []);
    }
    const changed = (type) => before.includes(type) !== this.job.consent.includes(type);
    this.browser.listeners.filter(([type]) => changed(type))
      .forEach(([type, listener]) => listener(type, this.job.consent.includes(type)));
    this.browser.later.splice(0).forEach((run) => run());
  }

  // What templates push into the data layer comes after the message that they work on.
  settle() {
    const layer = this.browser.window.dataLayer;
    if (!inBrowser && layer) layer.splice(0).forEach((message) => this.push(message));
  }

  push(message) {
    if (message[0] === 'consent') {
      this.consentUpdate(message[2]);
      this.settle();
      return;
    }
    this.message = message;
    if (!message.event.startsWith('gtm.')) {
      Object.assign(this.last, message);
      merge(message, this.merged);
    }
    this.event = message.event;
    this.count = (this.count || 0) + 1;
    const wanted = Object.entries(this.entities.tag || {}).filter(([, body]) =>
      (body.firingTrigger || []).some((trigger) => this.fires(trigger)) &&
      !(body.blockingTrigger || []).some((trigger) => this.fires(trigger)));
    wanted.forEach(([name]) => this.start(name));
    this.settle();
  }

  // A tag with what comes before and after it.
  start(name) {
    const body = this.entities.tag[name];
    const {setupTag = [], teardownTag = []} = body;
    const once = {ONCE_PER_LOAD: 'load', ONCE_PER_EVENT: this.count}[body.tagFiringOption];
    if (!this.consented(body) || (once && this.ran[name] === once)) return;
    this.ran[name] = once;
    setupTag.forEach((one) => this.start(one.tagName));
    const after = (is) => () => {
      if (!is) this.failed.push(name);
      teardownTag.filter((one) => is || !one.stopTeardownOnFailure).forEach((one) => this.start(one.tagName));
    };
    this.run(name, body, after(true), after(false));
  }

  run(name, body, gtmOnSuccess, gtmOnFailure) {
    const parameters = this.map(body.parameter || []);
    if (body.type.startsWith('template:')) {
      this.template(body.type, {...parameters, gtmOnSuccess, gtmOnFailure});
      return;
    }
    if (!['gaawe', 'googtag', 'awct', 'awud', 'gclidw', 'baut'].includes(body.type)) {
      throw new Error('no model of tag type ' + body.type);
    }
    this.tags.push({tag: name, type: body.type, ...parameters});
    gtmOnSuccess();
  }

  template(type, data) {
    const {templateData} = this.entities.customTemplate[type.slice('template:'.length)];
    return runTemplate(templateData, data, apis(this.browser), this.used);
  }
}

function visit(job) {
  const page = new Page(job);
  const messages = [{event: 'gtm.init_consent'}, {event: 'gtm.init'}, {event: 'gtm.js'}, ...job.messages];
  messages.forEach((message, index) => {
    page.push(message);
    if (index === job.arrives + 1) page.browser.arrive();
  });
  page.browser.arrive();
  const {calls, defaults, storage, window} = page.browser;
  const ga4 = page.tags.filter(({type}) => type === 'gaawe' || type === 'googtag');
  const pushState = window.fbq ? window.fbq.disablePushState === true : false;
  const used = Object.keys(page.used);
  return {...calls, ga4, tags: page.tags, failed: page.failed, defaults, storage, used, pushState};
}

// ---- the template's own tests ----

function check(condition, message) {
  if (!condition) throw new Error(message);
}

function scenario(job, code, used) {
  const called = {};
  const browser = new Browser({});
  const library = {...apis(browser)};
  const ends = {};
  for (const end of ['gtmOnSuccess', 'gtmOnFailure']) {
    ends[end] = (...given) => { (called[end] = called[end] || []).push(given); };
  }
  const world = {
    mock: (name, run) => { library[name] = typeof run === 'function' ? run : () => run; },
    mockObject: (name, object) => { library[name] = object; },
    runCode: (data) => runTemplate(job.template, {...data, ...ends}, library, used, called),
    require: (name) => library[name],
    JSON: library.JSON,
    assertThat: (subject) => ({
      isEqualTo: (expected) => check(JSON.stringify(subject) === JSON.stringify(expected),
        JSON.stringify(subject) + ' is not ' + JSON.stringify(expected)),
    }),
    assertApi: (name) => ({
      wasCalled: () => check(called[name], name + ' was not called'),
      wasNotCalled: () => check(!called[name], name + ' was called'),
    }),
  };
  sandbox((job.tests.setup || '') + '\n' + code, world);
}

function tests(job) {
  const used = {};
  const results = job.tests.scenarios.map(({name, code}) => {
    try {
      scenario(job, code, used);
      return {name, error: null};
    } catch (error) {
      return {name, error: String(error.message)};
    }
  });
  return {results, used: Object.keys(used)};
}

if (!inBrowser) {
  const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  process.stdout.write(JSON.stringify(job.do === 'tests' ? tests(job) : visit(job)));
}
