// Logs in and shows the page that was asked for.
"use strict";
document.getElementById("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = document.getElementById("problem");
  const form = new FormData(event.target);
  problem.textContent = "正在登录……";
  try {
    const reply = await fetch("/api/login", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ login: form.get("login"), password: form.get("password"), code: form.get("code") || undefined }),
    });
    if (reply.ok) {
      location.reload();
      return;
    }
    problem.textContent = (await reply.json()).detail;
  } catch {
    problem.textContent = "暂时连不上系统，请稍后再试。";
  }
});
