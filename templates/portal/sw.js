{% load static %}/* Shows the offline page when a page cannot be fetched. Only that page and files under /static/ are
   ever kept; pages are always fetched anew, because they may speak of persons. */
"use strict";

const STORE = "yixing:{% static 'css/main.css' %}:{% static 'vendor/icons.svg' %}";
const OFFLINE = "{% url 'portal:offline' %}";
const STATIC = "{% get_static_prefix %}";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const isStatic = (url) => url.origin === location.origin && url.pathname.startsWith(STATIC);

/* the page's own sheets and pictures, and the sheets they import */
async function keep(store, address, seen = new Set()) {
  const url = new URL(address, location.origin);
  if (seen.has(url.pathname) || !isStatic(url) || url.pathname.endsWith(".js")) return;
  seen.add(url.pathname);
  const answer = await fetch(url.pathname);
  if (!answer.ok) return;
  await store.put(url.pathname, answer.clone());
  if (!url.pathname.endsWith(".css")) return;
  const imports = (await answer.text()).matchAll(/@import\s+(?:url\()?["']?([^"')]+)/g);
  await Promise.all([...imports].map(([, to]) => keep(store, new URL(to, url), seen)));
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const store = await caches.open(STORE);
      const answer = await fetch(OFFLINE, { credentials: "omit" });
      await store.put(OFFLINE, answer.clone());
      const parts = (await answer.text()).matchAll(/(?:href|src)="([^"#]+)/g);
      const seen = new Set();
      await Promise.allSettled([...parts].map(([, to]) => keep(store, to, seen)));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== STORE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (request.method === "GET" && isStatic(url)) {
    const kept = () => caches.match(url.pathname);
    const fresh = () => fetch(request);
    event.respondWith(
      HASHED.test(url.pathname)
        ? kept().then((found) => found ?? fresh())
        : fresh().catch(async () => (await kept()) ?? Response.error()),
    );
  }
});
