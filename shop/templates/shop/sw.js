{% load storefront %}// Serves the shop when the network does not. A page always comes from the network where there is one, so nothing it
// says of prices and stock is ever old. Product pages that were seen are kept without those parts, and shown offline.
"use strict";

const SHELL = "shell-{{ version }}";
const SEEN = "seen";
const SEEN_AT_MOST = 30;
const FILES = {{ shell|as_json }};
const OFFLINE = {{ offline|as_json }};
const PRODUCTS = {{ products|as_json }};
const NOTE = {{ note|as_json }};

const LIVE = /<!--live-->[\s\S]*?<!--\/live-->/g;
const SCRIPTS = /<script[\s\S]*?<\/script>/g;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== SHELL && name !== SEEN);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, url));
  else if (FILES.includes(url.pathname)) event.respondWith(file(event.request));
});

// A file's name changes with its content, or the worker does, so one that is kept is never old.
async function file(request) {
  return (await caches.match(request, { cacheName: SHELL })) || fetch(request);
}

async function page(event, url) {
  const language = url.pathname.startsWith("/en/") ? "en" : "vi";
  try {
    const answer = await fetch(event.request);
    if (answer.ok && isProduct(url.pathname)) event.waitUntil(keep(url.pathname, answer.clone(), language));
    return answer;
  } catch (error) {
    const seen = await caches.match(url.pathname, { cacheName: SEEN });
    return seen || (await caches.match(OFFLINE[language], { cacheName: SHELL })) || Response.error();
  }
}

function isProduct(path) {
  return PRODUCTS.some((list) => path.startsWith(list) && path.length > list.length);
}

async function keep(path, answer, language) {
  const text = (await answer.text()).replace(LIVE, "").replace(SCRIPTS, "");
  const said = text.replace(/(<main[^>]*>)/, `$1<div class="wrap"><p class="note plain" role="status">${NOTE[language]}</p></div>`);
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") || "" };
  const seen = await caches.open(SEEN);
  await seen.delete(path);
  await seen.put(path, new Response(said, { headers }));
  const kept = await seen.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - SEEN_AT_MOST)).map((request) => seen.delete(request)));
}
