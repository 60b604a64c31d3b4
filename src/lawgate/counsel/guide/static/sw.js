// Keeps the pages of the languages that were visited, so that they open with no signal. One cache a version; older ones are dropped.
const VERSION = "@VERSION@";
const FILES = JSON.parse('@FILES@');
const PREFIX = "guide-@SLUG@-";
const CACHE = PREFIX + VERSION;

// Past the browser's own cache, which may hold a page of the version before.
const fresh = (path) => new Request(path, { cache: "reload" });

self.addEventListener("install", (e) => {
  e.waitUntil(caches.open(CACHE).then((c) => c.addAll(FILES.shared.map(fresh))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (e) => {
  e.waitUntil((async () => {
    const old = (await caches.keys()).filter((k) => k.startsWith(PREFIX) && k !== CACHE);
    const kept = new Set();
    for (const name of old) {
      for (const request of await (await caches.open(name)).keys()) {
        const language = Object.keys(FILES.languages).find((l) => new URL(request.url).pathname.includes(`/${l}/`));
        if (language) kept.add(language);
      }
    }
    await Promise.all([...kept].map(fetchAll));
    await Promise.all(old.map((k) => caches.delete(k)));
    await self.clients.claim();
  })());
});

async function fetchAll(language) {
  const cache = await caches.open(CACHE);
  await cache.addAll((FILES.languages[language] ?? []).map(fresh));
}

self.addEventListener("message", (e) => {
  e.waitUntil(fetchAll(e.data).then(() => e.ports[0]?.postMessage("yes"), () => e.ports[0]?.postMessage("no")));
});

// What is kept is shown at once; a new version comes with a new worker. Nothing else is fetched or kept.
self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== location.origin) return;
  e.respondWith(caches.open(CACHE).then((c) => c.match(e.request, { ignoreSearch: true })).then((r) => r ?? fetch(e.request)));
});
