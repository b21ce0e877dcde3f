// A model of the sandbox that server templates run in. It reads one JSON job from standard input, writes the result to
// standard output.
//
//   {"do": "run", template, tags: [tag], event, cookies, time, secrets: {name: text}, answers: [{statusCode, body}]}
//        -> {"requests": [...], "lines": [...], "ended": [...], "used": [...]}
//   {"do": "tests", template, tests} -> [{"name", "error"}]: the template's own tests
//
//   {"do": "hit", container, templates: {name: text}, client, event, ...as above}
//        -> {"requests", "lines", "ended": {tag: end}, "native": [...]}: what the container's tags did with a client's event
//
//   {"do": "many", "jobs": [...]} -> their results, {"error"} for one that threw
//
// What it takes from Google's documents: an API that is not listed cannot be required, one without its permission
// throws, and so does a request, an event data key, a cookie or a scope that is not named; `JSON.parse` gives undefined
// for what is no JSON; hashes are base64 unless hexadecimal digits are asked for; there is nothing global: no dates, no
// regular expressions, no timers.
'use strict';
const crypto = require('crypto');
const util = require('util');
const vm = require('vm');

function section(template, name) {
  const parts = template.split(/^___([A-Z_]+)___$/m);
  const at = parts.indexOf(name);
  return at < 0 ? '' : parts[at + 1].trim();
}

// ---- permissions ----

const listed = (value) => (value.listItem || []).map((item) => item.string);

function permissions(template) {
  const found = {};
  for (const {instance} of JSON.parse(section(template, 'SERVER_PERMISSIONS'))) {
    const rights = found[instance.key.publicId] = {};
    for (const {key, value} of instance.param) rights[key] = value.type === 2 ? listed(value) : value.string;
  }
  return found;
}

class Guard {
  constructor(allowed) {
    this.allowed = allowed;
    this.used = new Set();
  }

  need(id, what, list, fits) {
    const rights = this.allowed[id];
    const hit = rights && (list ? (rights[list] || []).find((pattern) => fits(pattern)) : id);
    if (!hit) throw new Error('the template may not use ' + what);
    this.used.add(list ? id + ' ' + hit : id);
  }

  key(key) {
    this.need('read_event_data', 'event data ' + key, 'keyPatterns', (pattern) => pattern === key);
  }

  cookie(name) {
    this.need('get_cookies', 'cookie ' + name, 'cookieNames', (pattern) => pattern === name);
  }

  url(url) {
    this.need('send_http', 'address ' + url.split('?')[0], 'urls',
      (pattern) => pattern.endsWith('*') ? url.startsWith(pattern.slice(0, -1)) : url === pattern);
  }

  scope(scope) {
    this.need('use_google_credentials', 'scope ' + scope, 'allowedScopes', (pattern) => pattern === scope);
  }
}

// ---- APIs ----

const parse = (text) => { try { return JSON.parse(text); } catch (error) { return undefined; } };
const copy = (value) => value === undefined ? undefined : JSON.parse(JSON.stringify(value));
const base64 = (text) => Buffer.from(text, 'base64').toString('utf8');

function sha256(text, options) {
  return crypto.createHash('sha256').update(text, 'utf8').digest((options || {}).outputEncoding || 'base64');
}

function apis(guard, world) {
  return {
    JSON: {parse, stringify: (value) => JSON.stringify(value)},
    Math: {floor: Math.floor, ceil: Math.ceil, round: Math.round, abs: Math.abs, max: Math.max, min: Math.min},
    Object: {keys: Object.keys, values: Object.values, entries: Object.entries, delete: (from, key) => delete from[key]},
    encodeUriComponent: encodeURIComponent,
    fromBase64: base64,
    toBase64: (text) => Buffer.from(text, 'utf8').toString('base64'),
    getCookieValues: (name) => { guard.cookie(name); return (world.cookies || {})[name] || []; },
    getEventData: (key) => { guard.key(key); return (world.event || {})[key]; },
    getGoogleAuth: ({scopes}) => { scopes.forEach((scope) => guard.scope(scope)); return {scopes}; },
    getTimestampMillis: () => world.time,
    getType: (value) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value,
    logToConsole: (line) => { guard.need('logging', 'the log'); world.lines.push(line); },
    makeInteger: (value) => Math.trunc(Number(value)),
    makeNumber: Number,
    makeString: String,
    sendHttpRequest: (url, options, body) => { guard.url(url); return world.send(url, options, body); },
    sha256Sync: sha256,
    templateDataStorage: {
      getItemCopy: (key) => { guard.need('access_template_storage', 'storage'); return copy(world.stored[key]); },
      setItemCopy: (key, value) => { guard.need('access_template_storage', 'storage'); world.stored[key] = copy(value); },
      removeItem: (key) => { guard.need('access_template_storage', 'storage'); delete world.stored[key]; },
    },
  };
}

// Code in a world without globals.
function sandbox(code, names) {
  const context = vm.createContext(Object.create(null));
  const run = vm.runInContext('(function(' + names.join(',') + ') {"use strict";\n' + code + '\n})', context);
  vm.runInContext('((all) => Object.getOwnPropertyNames(all).forEach((name) => { delete all[name]; }))(globalThis)', context);
  return run;
}

const requiring = (library) => (name) => {
  if (!(name in library)) throw new Error('there is no API ' + name);
  return library[name];
};

// ---- a server that runs tags ----

class World {
  constructor(job) {
    Object.assign(this, {event: job.event, cookies: job.cookies, time: job.time, secrets: job.secrets || {}});
    this.answers = job.answers || [];
    this.requests = [];
    this.lines = [];
    this.stored = {};
  }

  // What breaks in a callback breaks its tag.
  send(url, options, body) {
    const answer = this.answer(url, options, body);
    return {then: (...given) => answer.then(...given).catch((error) => this.broken(error))};
  }

  answer(url, options, body) {
    const secret = /^https:\/\/secretmanager\.googleapis\.com\/v1\/(.+)\/versions\/latest:access$/.exec(url);
    if (secret) {
      if (!options.authorization) return Promise.resolve({statusCode: 401, headers: {}, body: ''});
      const text = this.secrets[secret[1]];
      if (text === undefined) return Promise.resolve({statusCode: 404, headers: {}, body: '{}'});
      const payload = {data: Buffer.from(text, 'utf8').toString('base64')};
      return Promise.resolve({statusCode: 200, headers: {}, body: JSON.stringify({payload})});
    }
    this.requests.push({url, method: options.method, headers: options.headers, body: parse(body)});
    const answer = this.answers.length ? this.answers.shift() : {statusCode: 200, body: '{"code":0}'};
    return answer === 'timeout' ? Promise.reject({reason: 'timed_out'}) : Promise.resolve({headers: {}, ...answer});
  }
}

async function run(job) {
  const guard = new Guard(permissions(job.template));
  const world = new World(job);
  const ended = [];
  const code = sandbox(section(job.template, 'SANDBOXED_JS_FOR_SERVER'), ['require', 'data']);
  for (const tag of job.tags) {
    ended.push(await new Promise((resolve, reject) => {
      const data = {...tag, gtmOnSuccess: () => resolve('success'), gtmOnFailure: () => resolve('failure')};
      world.broken = reject;
      try { code(requiring(apis(guard, world)), data); } catch (error) { reject(error); }
    }));
  }
  return {requests: world.requests, lines: world.lines, ended, used: [...guard.used].sort()};
}

// ---- a container ----

// Conditions compare texts, `String(undefined)` included; a variable that stands alone keeps its type.
class Container {
  constructor(job) {
    this.job = job;
    this.entities = job.container;
    this.world = new World(job);
    this.ended = {};
    this.native = [];
  }

  bodies(kind) {
    return Object.entries(this.entities[kind] || {});
  }

  variable(name, event) {
    if (name === '_event') return event.event_name;
    const builtIn = (this.entities.builtInVariable || {})[name];
    if (builtIn && builtIn.type === 'CLIENT_NAME') return this.job.client;
    const body = (this.entities.variable || {})[name];
    if (!body) throw new Error('there is no variable ' + name);
    const data = this.map(body.parameter, event);
    if (body.type === 'ed') return data.keyPath.split('.').reduce((here, key) => (here || {})[key], event);
    if (body.type === 'c') return data.value;
    const other = data.setDefaultValue ? data.defaultValue : undefined;
    if (body.type === 'smm') {
      const row = (data.map || []).find((one) => one.key === String(data.input));
      return row ? row.value : other;
    }
    if (body.type === 'remm') {
      const flags = data.ignoreCase ? 'i' : '';
      const fits = (key) => new RegExp(data.fullMatch ? '^(?:' + key + ')$' : key, flags).test(String(data.input));
      const row = (data.map || []).find((one) => fits(one.key));
      return row ? row.value : other;
    }
    throw new Error('no model of variable type ' + body.type);
  }

  text(value, event) {
    const parts = value.split(/(\{\{.+?\}\})/).filter((part) => part !== '');
    const values = parts.map((part) => part.startsWith('{{') ? this.variable(part.slice(2, -2), event) : part);
    return values.length === 1 ? values[0] : values.join('');
  }

  value(parameter, event) {
    if (parameter.type === 'TEMPLATE') return this.text(parameter.value, event);
    if (parameter.type === 'BOOLEAN') return parameter.value === 'true';
    if (parameter.type === 'TAG_REFERENCE') return parameter.value;
    if (parameter.type === 'LIST') return (parameter.list || []).map((item) => this.value(item, event));
    if (parameter.type === 'MAP') return this.map(parameter.map || [], event);
    throw new Error('no model of parameter type ' + parameter.type);
  }

  map(parameters, event) {
    return Object.fromEntries((parameters || []).map((one) => [one.key, this.value(one, event)]));
  }

  fires(name) {
    const trigger = (this.entities.trigger || {})[name];
    if (!trigger) throw new Error('there is no trigger ' + name);
    if (!['CUSTOM_EVENT', 'ALWAYS'].includes(trigger.type)) throw new Error('no model of trigger ' + trigger.type);
    return [...(trigger.customEventFilter || []), ...(trigger.filter || [])].every((condition) => {
      const {arg0, arg1, negate} = this.map(condition.parameter, this.job.event);
      if (!['EQUALS', 'MATCH_REGEX'].includes(condition.type)) throw new Error('no model of ' + condition.type);
      const found = condition.type === 'EQUALS' ? String(arg0) === String(arg1) : new RegExp(arg1).test(String(arg0));
      return negate ? !found : found;
    });
  }

  // Event data as a tag sees it.
  seen(tag) {
    const event = {...this.job.event};
    for (const [, body] of this.bodies('transformation')) {
      if (body.type !== 'tf_exclude_params') throw new Error('no model of ' + body.type);
      const data = this.map(body.parameter, event);
      const isMeant = data.affectedTags.some((row) => row.tagReference === tag);
      if (isMeant) data.excludedParamsTable.forEach((row) => { delete event[row.excludedParams]; });
    }
    return event;
  }

  async run() {
    for (const [name, body] of this.bodies('tag')) {
      const wanted = body.firingTrigger.some((trigger) => this.fires(trigger));
      if (!wanted || (body.blockingTrigger || []).some((trigger) => this.fires(trigger))) continue;
      const event = this.seen(name);
      const data = this.map(body.parameter, event);
      if (body.type.startsWith('template:')) {
        this.ended[name] = await this.template(this.job.templates[body.type.slice('template:'.length)], data, event);
      } else {
        this.native.push({tag: name, type: body.type, ...data, event});
      }
    }
    return {requests: this.world.requests, lines: this.world.lines, ended: this.ended, native: this.native};
  }

  template(text, data, event) {
    const code = sandbox(section(text, 'SANDBOXED_JS_FOR_SERVER'), ['require', 'data']);
    this.world.event = event;
    const library = apis(new Guard(permissions(text)), this.world);
    return new Promise((resolve, reject) => {
      const ends = {gtmOnSuccess: () => resolve('success'), gtmOnFailure: () => resolve('failure')};
      this.world.broken = reject;
      try { code(requiring(library), {...data, ...ends}); } catch (error) { reject(error); }
    });
  }
}

// ---- the template's own tests ----

function check(condition, message) {
  if (!condition) throw new Error(message);
}

function scenario(job, test) {
  const mocks = {};
  const called = {};
  const note = (name, run) => (...given) => { (called[name] = called[name] || []).push(given); return run(...given); };
  const real = apis(new Guard(permissions(job.template)), {lines: [], stored: {}});
  const library = () => ({...real, ...mocks});
  const world = {
    require: (name) => requiring(real)(name),
    mock: (name, given) => { check(name in real, 'there is no API ' + name); mocks[name] = note(name, given); },
    mockObject: (name, object) => { check(name in real, 'there is no API ' + name); mocks[name] = object; },
    runCode: (data) => {
      const ends = {gtmOnSuccess: note('gtmOnSuccess', () => {}), gtmOnFailure: note('gtmOnFailure', () => {})};
      const code = sandbox(section(job.template, 'SANDBOXED_JS_FOR_SERVER'), ['require', 'data']);
      return code(requiring(library()), {...data, ...ends});
    },
    assertThat: (subject) => ({
      isEqualTo: (expected) => check(util.isDeepStrictEqual(copy(subject), copy(expected)),
        JSON.stringify(subject) + ' is not ' + JSON.stringify(expected)),
    }),
    assertApi: (name) => ({
      wasCalled: () => check(called[name], name + ' was not called'),
      wasNotCalled: () => check(!called[name], name + ' was called'),
    }),
  };
  sandbox(job.tests.setup + '\n' + test, Object.keys(world))(...Object.values(world));
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

async function main() {
  const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const jobs = {tests, run, hit: (given) => new Container(given).run()};
  jobs.many = (given) => Promise.all(given.jobs.map(async (one) => {
    try { return await jobs[one.do](one); } catch (error) { return {error: String(error.message)}; }
  }));
  process.stdout.write(JSON.stringify(await jobs[job.do](job)));
}

main();
