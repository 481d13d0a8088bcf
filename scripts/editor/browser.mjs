import { chromium } from 'playwright-core';
import { prepareBrowser } from './prepare.mjs';

/**
 * Starts the harness's browser. It reaches this machine and nothing else. Close it before the process ends.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const { env, ...where } = await prepareBrowser();
  return chromium.launch({
    ...where,
    headless: true,
    env: { ...inherited(), ...env },
    // Its handlers would close the browser and let the script live on; ours end the script, and the browser with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-gpu',
      '--disable-sync',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** @returns {Record<string, string>} */
function inherited() {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
