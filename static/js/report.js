/* Reporting on a phone: typed words survive a lost connection, the place may come from the phone. */
(() => {
  "use strict";

  /* --- the draft: on this device only, for one person, one hour (app.js clears it) --- */
  function draft(form) {
    const key = `draft:${form.dataset.draft}`;
    const text = form.querySelector("#id_text");
    const note = form.querySelector("[data-draft-note]");
    if (!text || form.dataset.draftReady) return;
    form.dataset.draftReady = "1";
    const forget = () => localStorage.removeItem(key);
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null");
      if (kept?.text && !text.value) {
        text.value = kept.text;
        if (note) note.hidden = false;
        /* the hints listen once the page is ready */
        window.addEventListener("load", () => text.dispatchEvent(new Event("input", { bubbles: true })));
      }
    } catch {
      forget();
    }
    text.addEventListener("input", () => {
      try {
        if (text.value.trim()) localStorage.setItem(key, JSON.stringify({ text: text.value, at: Date.now() }));
        else forget();
      } catch {
        /* a full or closed store: the page still holds the words */
      }
    });
    form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
      forget();
      text.value = "";
      note.hidden = true;
      text.focus();
    });
  }

  /* --- the place: asked for, shown in figures, taken back with one tap --- */
  function locate(box) {
    const form = box.closest("form");
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => form.elements.namedItem(name));
    if (box.dataset.ready || !latitude || !longitude || !navigator.geolocation || !window.isSecureContext) return;
    box.dataset.ready = "1";
    const part = (name) => box.querySelector(`[data-locate-${name}]`);
    const [ask, at, say] = [part("ask"), part("at"), part("say")];
    const draw = () => {
      const known = Boolean(latitude.value && longitude.value);
      ask.hidden = known;
      at.hidden = !known;
      part("text").textContent = known ? `${latitude.value}, ${longitude.value}` : "";
    };
    const put = (north, east) => {
      latitude.value = north;
      longitude.value = east;
      draw();
    };
    ask.addEventListener("click", () => {
      say.textContent = box.dataset.busy;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          say.textContent = "";
          put(coords.latitude.toFixed(5), coords.longitude.toFixed(5));
          part("drop").focus();
        },
        () => (say.textContent = box.dataset.fault),
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
    part("drop").addEventListener("click", () => {
      put("", "");
      ask.focus();
    });
    draw();
    box.hidden = false;
  }

  function start() {
    document.querySelectorAll("form[data-draft]").forEach(draft);
    document.querySelectorAll("[data-locate]").forEach(locate);
  }
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
