/* Notes and photos of a task, kept on the phone while there is no network and sent once when there
   is. Without this script the forms send themselves as any other. What is kept belongs to one person
   of this portal, is sent under that person's login alone, and is dropped after three days or when
   they log out (app.js asks first). The server takes each submit_key once, so that sending again
   after a lost answer does no harm. */
(() => {
  "use strict";

  const panel = document.getElementById("kept");
  if (!panel || !window.indexedDB || !window.fetch) return;

  const PERSON = panel.dataset.person;
  const DAYS = 3 * 24 * 3600 * 1000;
  const PATIENCE = 20 * 1000;
  const words = (key, n) => (panel.dataset[key] ?? "").replace("{n}", n);
  const part = (name) => panel.querySelector(`[data-kept-${name}]`);
  const say = (text) => {
    part("state").textContent = text;
  };

  /* --- the store --- */
  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  const opened = () => {
    const request = indexedDB.open("yixing-field", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "key" });
    return asked(request);
  };
  async function inStore(mode, act) {
    const base = await opened();
    try {
      const turn = base.transaction("entries", mode);
      const done = new Promise((ended, failed) => {
        turn.oncomplete = ended;
        turn.onabort = turn.onerror = () => failed(turn.error);
      });
      const answer = await asked(act(turn.objectStore("entries")));
      await done;
      return answer;
    } finally {
      base.close();
    }
  }
  const put = (entry) => inStore("readwrite", (store) => store.put(entry));
  const drop = (key) => inStore("readwrite", (store) => store.delete(key));
  async function mine() {
    const all = await inStore("readonly", (store) => store.getAll());
    const old = all.filter((entry) => Date.now() - entry.at > DAYS);
    await Promise.all(old.map((entry) => drop(entry.key)));
    const own = all.filter((entry) => entry.person === PERSON && !old.includes(entry));
    localStorage.setItem("kept", String(all.length - old.length));
    return own.sort((a, b) => a.at - b.at);
  }

  /* --- what is seen --- */
  async function draw() {
    const entries = await mine();
    panel.hidden = entries.length === 0 && !part("state").textContent;
    part("count").textContent = entries.length ? words("waiting", entries.length) : "";
    part("send").hidden = entries.length === 0;
    part("list").replaceChildren(
      ...entries.map((entry) => {
        const row = part("row").content.firstElementChild.cloneNode(true);
        const link = row.querySelector("a");
        link.href = entry.page;
        link.textContent = entry.title;
        const said = entry.fields.find(([name]) => name === "text" || name === "caption")?.[1] ?? "";
        const photos = entry.files.length ? ` 📷×${entry.files.length}` : "";
        const why = entry.refused ? ` ${words("refused")}${entry.refused}` : "";
        row.querySelector("[data-kept-words]").textContent = `${said.slice(0, 30)}${photos}${why}`;
        row.querySelector("button").addEventListener("click", async () => {
          if (!window.confirm(words("drop"))) return;
          await drop(entry.key);
          await draw();
        });
        return row;
      }),
    );
    return entries;
  }

  /* --- sending --- */
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  function send(entry) {
    const body = new FormData();
    entry.fields.forEach(([name, value]) => body.append(name, value));
    entry.files.forEach((file) => body.append("photos", file.blob, file.name));
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    const options = { method: "POST", body, headers, credentials: "same-origin", signal: stop.signal };
    return fetch(entry.url, options).finally(() => clearTimeout(clock));
  }
  async function reasonOf(answer) {
    try {
      const said = await answer.json();
      return said.errors?.map((error) => error.detail).join(" ") || String(answer.status);
    } catch {
      return String(answer.status);
    }
  }

  /* true: the next one may go */
  async function sendKept(entry) {
    const answer = await send(entry);
    if (answer.ok) {
      await drop(entry.key);
      return true;
    }
    if (answer.status === 401) {
      say(words("login"));
      return false;
    }
    if (answer.status >= 500 || answer.status === 429) return false;
    const why = await reasonOf(answer);
    if (answer.status === 403 && why.includes("CSRF")) {
      say(words("login")); /* logged in anew elsewhere: this page's token is old */
      return false;
    }
    await put({ ...entry, refused: why });
    return true;
  }

  async function sendAll(also) {
    const entries = (await mine()).filter((entry) => also || !entry.refused);
    if (!entries.length) return;
    say(words("sending"));
    let sent = 0;
    try {
      for (const entry of entries) {
        if (!(await sendKept(entry))) break;
        sent += 1;
      }
      const left = (await mine()).filter((entry) => !entry.refused).length;
      if (part("state").textContent === words("sending")) say(left || !sent ? "" : words("sent", sent));
    } catch {
      say(words("offline")); /* the network again; nothing is lost */
    }
    await draw();
  }

  /* one page at a time; the others see what is left */
  let busy = false;
  async function flush(also = false) {
    if (busy || !navigator.onLine) return;
    busy = true;
    try {
      if (navigator.locks) {
        await navigator.locks.request("yixing-field", { ifAvailable: true }, (lock) => lock && sendAll(also));
      } else await sendAll(also);
    } finally {
      busy = false;
    }
  }

  /* --- a form that keeps --- */
  function freshKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  function entryOf(form) {
    const data = [...new FormData(form)];
    const isFile = ([, value]) => value instanceof Blob;
    const left = new Set(["csrfmiddlewaretoken", "version"]); /* a note changes nothing that was read */
    return {
      key: form.elements.submit_key.value,
      person: PERSON,
      url: form.dataset.keep,
      page: location.pathname,
      title: document.querySelector("h1")?.textContent.trim() ?? "",
      at: Date.now(),
      fields: data.filter((pair) => !isFile(pair) && !left.has(pair[0]) && pair[1] !== ""),
      files: data
        .filter((pair) => isFile(pair) && pair[1].size)
        .map(([, file]) => ({ blob: file, name: file.name })),
    };
  }
  async function keep(form, entry) {
    try {
      await put(entry);
    } catch {
      say(words("full")); /* the form still holds everything */
      panel.hidden = false;
      return;
    }
    form.reset();
    form.querySelectorAll("[data-photo-preview]").forEach((list) => list.replaceChildren());
    form.elements.submit_key.value = freshKey();
    form.closest("dialog")?.close();
    say(words("stored"));
    await draw();
    panel.scrollIntoView({ block: "nearest" });
  }

  async function submit(form) {
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const entry = entryOf(form);
    const button = form.querySelector("[type=submit]");
    button?.setAttribute("aria-busy", "true");
    try {
      if (!navigator.onLine) await keep(form, entry);
      else {
        const answer = await send(entry).catch(() => null);
        if (answer?.ok) location.assign(location.pathname);
        else if (!answer || answer.status >= 500) await keep(form, entry);
        else form.submit(); /* refused: let the page say why, at the field */
      }
    } finally {
      delete form.dataset.busy;
      button?.removeAttribute("aria-busy");
    }
  }

  document.querySelectorAll("form[data-keep]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(form);
    });
  });
  /* a wording goes into the form it stands in */
  document.querySelectorAll("[data-insert]").forEach((link) => {
    link.addEventListener("click", (event) => {
      const text = link.closest("form")?.querySelector("textarea");
      if (!text) return;
      event.preventDefault();
      const before = text.value.trim();
      text.value = before ? `${before}\n${link.dataset.insert}` : link.dataset.insert;
      text.focus();
    });
  });
  part("send").addEventListener("click", () => flush(true)); /* refused ones once more */
  window.addEventListener("online", () => flush());
  window.addEventListener("pageshow", () => draw().then(() => flush()));
  setInterval(() => flush(), 30 * 1000);
})();
