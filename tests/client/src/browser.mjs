// A real browser, and a page of another site in it.
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import puppeteer from "puppeteer-core";

/** Where Debian and others put it. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function chromium() {
  const found = [process.env.BACKLOT_CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium: install Debian's package `chromium`, or name one in BACKLOT_CHROMIUM");
  return found;
}

/** Serves the page of `browser/` from an origin of its own. */
export async function site() {
  const folder = join(import.meta.dirname, "../browser");
  const built = await build({
    entryPoints: [join(folder, "page.mjs")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    // Node's modules, of which a browser needs none here.
    external: ["crypto", "node:crypto"],
    logLevel: "silent",
  });
  const script = built.outputFiles[0].text;
  const page = `<!doctype html><meta charset="utf-8"><title>A dApp</title><script type="module" src="/page.js"></script>`;
  const server = createServer((request, response) => {
    const script_ = request.url.startsWith("/page.js");
    response.setHeader("content-type", script_ ? "text/javascript" : "text/html");
    response.end(script_ ? script : page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://localhost:${server.address().port}/`,
    bytes: script.length,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/** Opens a page with parameters, waits until it says it is done, and gives back what it says. */
export async function visit(url, parameters) {
  // Containers give a browser neither a sandbox nor much shared memory.
  const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];
  const browser = await puppeteer.launch({ executablePath: chromium(), headless: true, args });
  try {
    const page = await browser.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("requestfailed", (request) => said.push(`${request.url()}: ${request.failure()?.errorText}`));
    await page.goto(`${url}?${new URLSearchParams(parameters)}`);
    try {
      await page.waitForSelector("#done", { timeout: 60_000 });
    } catch (error) {
      throw new Error(`the page is not done: ${error.message}\n${said.join("\n")}`);
    }
    return JSON.parse(await page.$eval("#done", (element) => element.textContent));
  } finally {
    await browser.close();
  }
}
