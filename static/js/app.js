/* Small helps over pages that already work: nothing here is needed to read or to submit. */
(() => {
  "use strict";

  const words = (key) => document.getElementById("words")?.dataset[key] ?? "";
  const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

  /* --- toasts: one polite line, gone after a while --- */
  function toast(text) {
    const place = document.getElementById("toasts");
    const pattern = document.getElementById("toast-template");
    if (!place || !pattern || !text) return;
    each(place, ".toast-note", (old) => old.textContent.trim() === text && old.remove());
    const note = pattern.content.firstElementChild.cloneNode(true);
    note.querySelector("p").textContent = text;
    place.append(note);
    setTimeout(() => note.remove(), 6000);
  }

  /* --- htmx: the token in a header, faults told in words --- */
  const csrfToken = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    /* 409 and 422 bring the page again with what is wrong: show it */
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:sendError", () => toast(words("offline")));
  document.addEventListener("htmx:responseError", () => toast(words("failed")));
  document.addEventListener("htmx:afterSettle", (event) => enhance(event.detail.elt));
  document.addEventListener("toast", (event) => toast(event.detail?.value ?? event.detail?.text));
  window.addEventListener("offline", () => toast(words("offline")));

  /* --- 长者版: at once, and kept by the server --- */
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-elder-toggle]");
    if (!form || !window.fetch) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const body = new FormData(form);
    body.set("elder", button.value);
    fetch(form.action, { method: "POST", body, credentials: "same-origin" })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        const on = button.value === "1";
        document.documentElement.classList.toggle("elder", on);
        button.value = on ? "0" : "1";
        button.setAttribute("aria-pressed", String(on));
      })
      .catch(() => form.submit());
  });

  /* --- the same click twice is one act --- */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => {
      delete form.dataset.sent;
      button?.removeAttribute("aria-busy");
    }, 8000);
  });
  window.addEventListener("pageshow", () => each(document, "form[data-sent]", (form) => delete form.dataset.sent));

  /* --- confirm: the unfolded form rises as a sheet --- */
  function confirmSheet(details) {
    const form = details.querySelector(".confirm__sheet");
    if (!form || !window.HTMLDialogElement) return;
    const dialog = document.createElement("dialog");
    dialog.className = "confirm__dialog";
    const title = form.querySelector(".confirm__title");
    title.id ||= `confirm-${Math.random().toString(36).slice(2)}`;
    dialog.setAttribute("aria-labelledby", title.id);
    const close = form.querySelector("[data-confirm-close]");
    if (close) close.hidden = false;
    details.append(dialog);
    const open = () => {
      dialog.append(form);
      dialog.showModal();
      form.querySelector("textarea, input:not([type=hidden]), select, button")?.focus();
    };
    details.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      details.open = true;
      if (!dialog.open) open();
    });
    dialog.addEventListener("close", () => {
      details.open = false;
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    close?.addEventListener("click", () => dialog.close());
    if (details.open) open();
  }

  /* --- read aloud, in the page's language --- */
  function readAloud(button) {
    if (!("speechSynthesis" in window)) return;
    button.hidden = false;
    const label = button.querySelector("span");
    const rest = () => {
      button.setAttribute("aria-pressed", "false");
      label.textContent = words("listen");
    };
    button.addEventListener("click", () => {
      const speaking = button.getAttribute("aria-pressed") === "true";
      speechSynthesis.cancel();
      if (speaking) return rest();
      const target = document.querySelector(button.dataset.readAloud);
      if (!target) return;
      const voice = new SpeechSynthesisUtterance(target.innerText);
      voice.lang = document.documentElement.lang === "en" ? "en-US" : "zh-CN";
      voice.rate = 0.9;
      voice.onend = voice.onerror = rest;
      button.setAttribute("aria-pressed", "true");
      label.textContent = words("stop");
      speechSynthesis.speak(voice);
    });
  }

  /* --- photos: seen before they are sent, and taken back one by one --- */
  function photoPreview(list) {
    const input = document.getElementById(list.dataset.photoPreview);
    if (!input || !window.DataTransfer) return;
    const most = Number(input.dataset.max || 6);
    const draw = () => {
      list.replaceChildren();
      [...input.files].forEach((file, index) => {
        const item = document.createElement("li");
        const picture = document.createElement("img");
        picture.alt = file.name;
        picture.src = URL.createObjectURL(file);
        picture.onload = () => URL.revokeObjectURL(picture.src);
        const remove = document.createElement("button");
        remove.type = "button";
        remove.textContent = "✕";
        remove.setAttribute("aria-label", `${words("remove")}: ${file.name}`);
        remove.addEventListener("click", () => keep((_, i) => i !== index));
        item.append(picture, remove);
        list.append(item);
      });
    };
    const keep = (test) => {
      const bag = new DataTransfer();
      [...input.files].filter(test).forEach((file) => bag.items.add(file));
      input.files = bag.files;
      draw();
    };
    input.addEventListener("change", () => {
      if (input.files.length > most) {
        toast(words("tooMany"));
        keep((_, i) => i < most);
      } else draw();
    });
  }

  /* --- a long desk begins with what is on it: folded on a phone, open where there is room --- */
  const MANY = 6;
  function jumpLinks(fold) {
    const heads = [...document.querySelectorAll("main .section-head h2")];
    const nav = fold.querySelector("nav");
    if (heads.length < MANY || nav.childElementCount) return;
    heads.forEach((head, number) => {
      head.id ||= `jump-${number}`;
      const link = document.createElement("a");
      link.href = `#${head.id}`;
      link.dataset.hand = head.parentElement.dataset.hand ?? "calm";
      link.append(...[...head.childNodes].map((node) => node.cloneNode(true)));
      nav.append(link);
    });
    fold.open = window.matchMedia("(min-width: 48rem)").matches;
    fold.hidden = false;
  }

  function enhance(root) {
    each(root, "[data-jump]", jumpLinks);
    each(root, "details[data-confirm]", (it) => it.querySelector("dialog") || confirmSheet(it));
    each(root, "[data-read-aloud][hidden]", readAloud);
    each(root, "[data-photo-preview]", photoPreview);
    each(root, "[data-autofocus]", (it) => it.focus());
    each(root, "[data-print]", (it) => it.addEventListener("click", () => window.print()));
  }

  /* an open menu closes with Escape or a click beside it */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each(document, "details.menu[open]", (menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    each(document, "details.menu[open]", (menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  /* up and down walk along a desk's list */
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const list = event.target.closest?.(".desk__list");
    if (!step || !list || !event.target.closest(".affair")) return;
    const links = [...list.querySelectorAll(".affair__title a")];
    const next = links[links.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  /* --- drafts on this device: gone once filed, after an hour, and when somebody logs out --- */
  const HOUR = 3600 * 1000;
  function draftsDrop(test) {
    const kept = (key) => {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    };
    try {
      const keys = Object.keys(localStorage).filter((name) => name.startsWith("draft:"));
      keys.filter((key) => test(kept(key))).forEach((key) => localStorage.removeItem(key));
    } catch {
      /* a browser without a store has no drafts */
    }
  }
  const tidy = () => draftsDrop((kept) => !(Date.now() - kept?.at < HOUR));
  tidy();
  setInterval(tidy, 60 * 1000);
  if (document.querySelector("[data-draft-done]")) draftsDrop(() => true);
  /* --- what waits to be sent (field.js) goes too, but never unasked --- */
  const waiting = () => {
    try {
      return Number(localStorage.getItem("kept") ?? 0);
    } catch {
      return 0;
    }
  };
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.action?.includes("/accounts/logout")) return;
      if (waiting() && !window.confirm(words("keptLogout"))) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      draftsDrop(() => true);
      if (!waiting()) return;
      localStorage.removeItem("kept");
      indexedDB.deleteDatabase("yixing-field");
    },
    true,
  );

  /* --- without a network: a page that says so (never a page with somebody's data) --- */
  window.addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));

  enhance(document);
})();
