// Opens the ticket machine's page, and what it is drawn with, while the machine is cut off; the page keeps them (kiosk.js).
"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const kept = event.request.mode === "navigate" ? self.registration.scope : event.request;
  event.respondWith(fetch(event.request).catch(async (error) => {
    const found = await caches.match(kept);
    if (found) return found;
    throw error;
  }));
});
