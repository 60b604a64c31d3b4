// Works without a network after the first visit: the files of this page are kept, all or none, and answered from there.
const VERSION = "@VERSION@";
const FILES = @FILES@;

self.addEventListener("install", (e) => e.waitUntil(caches.open(VERSION).then((c) => c.addAll(FILES)).then(() => self.skipWaiting())));
self.addEventListener("activate", (e) => e.waitUntil(
  caches.keys().then((all) => Promise.all(all.filter((k) => k.startsWith("plan-") && k !== VERSION).map((k) => caches.delete(k)))).then(() => self.clients.claim())));
self.addEventListener("fetch", (e) => {
  const asked = new URL(e.request.url);
  if (e.request.method !== "GET" || asked.origin !== location.origin) return;
  e.respondWith(caches.open(VERSION).then((c) => c.match(e.request, { ignoreSearch: true })).then((found) => found ?? fetch(e.request)));
});
