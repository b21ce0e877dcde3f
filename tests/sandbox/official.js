// A vendor's template, run with an event: what it would send. It reads one JSON job {template, data, event, cookies, time}, or a
// list of jobs, from standard input, where the event is what GA4's client brings a server, or the data layer of a page, and writes the bodies of
// its requests, or its calls of the vendor's function, to standard output.
//
// The templates are read from a folder and are no part of this repository; only as much of Google's sandbox is here as
// they ask for.
'use strict';
const crypto = require('crypto');
const vm = require('vm');

const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));
let [job] = [given].flat();
let sent = [];
const quiet = () => undefined;
const answered = {then: (run) => { run({statusCode: 200, body: '{}', headers: {}}); return answered; }, catch: () => answered};

function parseUrl(text) {
  let found;
  try { found = new URL(text); } catch (error) { return undefined; }
  const searchParams = {};
  found.searchParams.forEach((value, key) => { searchParams[key] = value; });
  const {href, origin, protocol, hostname, pathname, search, hash} = found;
  return {href, origin, protocol, hostname, pathname, search, hash, searchParams};
}

function sendHttpRequest(url, second, third, fourth) {
  const options = typeof second === 'function' ? third : second;
  const body = typeof second === 'function' ? fourth : third;
  sent.push({url, headers: (options || {}).headers || {}, body: body ? JSON.parse(body) : null});
  if (typeof second === 'function') second(200, {}, '{}');
  return answered;
}

const kind = (value) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
const hash = (text, options) => crypto.createHash('sha256').update(String(text)).digest((options || {}).outputEncoding === 'hex' ? 'hex' : 'base64');
const APIS = {
  JSON: {parse: (text) => { try { return JSON.parse(text); } catch (error) { return undefined; } }, stringify: JSON.stringify},
  Math, Object, Promise: {create: (run) => run()}, BigQuery: {insert: quiet},
  addEventCallback: quiet, computeEffectiveTldPlusOne: (url) => new URL(url).hostname.split('.').slice(-2).join('.'),
  createRegex: (pattern, flags) => new RegExp(pattern, flags), testRegex: (pattern, text) => pattern.test(text),
  decodeUriComponent: decodeURIComponent, encodeUriComponent: encodeURIComponent,
  fromBase64: (text) => Buffer.from(text, 'base64').toString(), toBase64: (text) => Buffer.from(text).toString('base64'),
  generateRandom: () => 7, getAllEventData: () => structuredClone(job.event), getContainerVersion: () => ({debugMode: false, previewMode: false}),
  getCookieValues: (name) => job.cookies[name] === undefined ? [] : [job.cookies[name]],
  getEventData: (key) => key.split('.').reduce((at, step) => at === undefined || at === null ? undefined : at[step], job.event),
  getRemoteAddress: () => job.event.ip_override, getRequestHeader: quiet, getTimestampMillis: () => job.time, getType: kind,
  hmacSha256: () => 'x', isConsentGranted: () => true, logToConsole: quiet,
  makeInteger: (value) => Math.trunc(Number(value)), makeNumber: Number, makeString: String,
  makeTableMap: (rows, key, value) => Object.fromEntries((rows || []).map((row) => [row[key], row[value]])),
  parseUrl, sendHttpRequest, sendPixelFromBrowser: () => false, setCookie: quiet, setPixelCookie: quiet, sha256: (text, done, options) => done(hash(text, options)), sha256Sync: hash,
  createAsymmetricCrypto: quiet, getTimestamp: () => job.time, getClientName: () => 'GA4', returnResponse: quiet, setResponseHeader: quiet,
};

// ---- a page ----

const page = {dataLayer: []};
for (const name of job.functions || []) page[name] = (...given) => { sent.push([name, ...given]); };
if (page.ttq) for (const method of ['track', 'identify']) page.ttq[method] = (...given) => { sent.push(['ttq.' + method, ...given]); };

const reach = (path) => path.split('.').reduce(([, at], step) => [at, at === undefined || at === null ? undefined : at[step]], [null, page]);

Object.assign(APIS, {
  aliasInWindow: (to, from) => { page[to] = reach(from)[1]; return true; }, callLater: (run) => run(),
  callInWindow: (path, ...given) => { const [here, run] = reach(path); return run.apply(here, given); },
  copyFromDataLayer: (key) => job.event[key], copyFromWindow: (path) => reach(path)[1],
  createArgumentsQueue: (path) => (...given) => reach(path)[1](...given),
  createQueue: (path) => { const last = path.split('.').pop(); reach(path)[0][last] = reach(path)[1] || []; return (...given) => reach(path)[1].push(...given); },
  getTimestamp: () => job.time, getUrl: () => 'https://www.shop.example/thanks', getReferrerUrl: () => '',
  injectScript: (url, good) => { if (good) good(); }, queryPermission: () => true, sendPixel: (url) => { sent.push(['pixel', url]); },
  setInWindow: (path, value) => { const last = path.split('.').pop(); reach(path)[0][last] = value; return true; },
});

// ---- the template ----

const asked = (name) => {
  if (!(name in APIS)) throw new Error('no model of ' + name);
  return APIS[name];
};
function run(one) {
  [job, sent] = [one, []];
  const parts = job.template.split(/^___([A-Z_]+)___$/m);
  const at = Math.max(parts.indexOf('SANDBOXED_JS_FOR_SERVER'), parts.indexOf('SANDBOXED_JS_FOR_WEB_TEMPLATE'));
  const data = {...job.data, gtmOnSuccess: quiet, gtmOnFailure: quiet};
  vm.runInThisContext('(function(require, data) {' + parts[at + 1] + '\n})')(asked, data);
  return sent;
}

process.stdout.write(JSON.stringify(Array.isArray(given) ? given.map(run) : run(given)));
