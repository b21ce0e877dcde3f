// A container on a real page of a real browser, loaded after `web.js`: the window, the data layer, the scripts and the
// hits are the browser's own. `JOB` is what `web.js` takes; the page says that it has loaded with `loaded()`.
//
// A vendor's library is asked from the test's server by its address, and takes over the calls as the model of it says;
// whatever it or a tag of Google's sends, leaves as a beacon: POST /hit {"name", "given", "count"}, numbered
// because they may arrive in another order.
'use strict';

let count = 0;

function beacon(name, given) {
  count += 1;
  navigator.sendBeacon('/hit', JSON.stringify({name, given, count}));
}

// What the test's server answers for a library.
function libraryArrived(url) {
  LIBRARIES[new URL(url).hostname](window, beacon);
}

class RealBrowser extends Browser {
  constructor(job) {
    super(job);
    this.window = window;
  }

  // Scripts with the same token are one: it is loaded once, and whoever asks for it is told when it is there.
  inject(url, onSuccess, onFailure, token) {
    const known = token && this.loaded[token];
    const loading = known || new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = '/library?' + encodeURIComponent(url);
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    if (token) this.loaded[token] = loading;
    loading.then(onSuccess, onFailure).then(() => this.later.splice(0).forEach((run) => run()));
  }
}

class RealPage extends Page {
  constructor(job) {
    super(job);
    this.browser = new RealBrowser(job);
    this.browser.page = this;
  }

  run(name, body, gtmOnSuccess, gtmOnFailure) {
    super.run(name, body, gtmOnSuccess, gtmOnFailure);
    const sent = this.tags[this.tags.length - 1];
    if (sent && sent.tag === name) beacon(body.type, {...sent, page: location.href});
  }
}

// Tag Manager arrives: what waits in the data layer is read, and everything that is pushed from now on.
function loaded() {
  const page = new RealPage(JOB);
  const layer = window.dataLayer;
  const push = layer.push;
  const read = (message) => { if (message.event || message[0] === 'consent') page.push(message); };
  layer.push = (...messages) => { messages.forEach(read); return push.apply(layer, messages); };
  ['gtm.init_consent', 'gtm.init', 'gtm.js'].forEach((event) => page.push({event}));
  layer.forEach(read);
}
