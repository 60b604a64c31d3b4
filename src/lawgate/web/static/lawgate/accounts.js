// Security keys: the browser's own calls, with the bytes written as base64url on both sides.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function toBrowser(options) {
    const made = { ...options, challenge: bytes(options.challenge) };
    if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (options[list]) made[list] = options[list].map((c) => ({ ...c, id: bytes(c.id) }));
    }
    return made;
  }

  function toServer(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  for (const form of document.querySelectorAll("form[data-key]")) {
    form.addEventListener("submit", async (event) => {
      const field = form.querySelector("input[name=credential]");
      if (field.value && field.value !== "null") return;
      event.preventDefault();
      const data = JSON.parse(document.getElementById(form.dataset.options).textContent);
      const making = form.dataset.key === "create";
      const options = { publicKey: toBrowser((making ? data.creation_options : data.request_options).publicKey) };
      try {
        const credential = making ? await navigator.credentials.create(options) : await navigator.credentials.get(options);
        field.value = JSON.stringify(toServer(credential));
        form.submit();
      } catch (problem) {
        const said = form.querySelector(".errors[role=alert]");
        said.textContent = "The key was not used: " + problem.message;
        said.hidden = false;
      }
    });
  }
})();
