// Builds the committed browser bundles. Same sources and lock file, same bytes: CI rebuilds and compares.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "static");
const testAssets = join(here, "..", "..", "tests", "assets");
const govuk = join(modules, "govuk-frontend", "dist", "govuk");

async function styles(name, extra = []) {
  const { css } = sass.compile(join(here, "src", `${name}.scss`), {
    loadPaths: [join(modules, "govuk-frontend", "dist")],
    style: "compressed",
    quietDeps: true,
  });
  const before = await Promise.all(extra.map((path) => readFile(join(modules, path), "utf8")));
  await writeFile(join(out, `${name}.css`), [...before, css].join("\n"));
}

/** Bundles one entry, and returns the packages whose code is in it. */
async function bundle(entry, outfile) {
  const { metafile } = await build({
    ...entry,
    outfile,
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    metafile: true,
  });
  const paths = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
  );
  return paths.map(packageOf).filter(Boolean);
}

function script(name) {
  return bundle({ entryPoints: [join(here, "src", `${name}.js`)] }, join(out, `${name}.js`));
}

/** bpmnlint with its recommended rules, which it would otherwise look up on the disk; only the tests use it. */
async function linter() {
  const files = await readdir(join(modules, "bpmnlint", "rules"));
  const rules = files.filter((file) => file !== "helper.js").map((file) => file.replace(/\.js$/, "")).sort();
  const contents = [
    'import { offer } from "./src/bpmnlint.js";',
    'import recommended from "bpmnlint/config/recommended";',
    ...rules.map((rule, index) => `import rule${index} from "bpmnlint/rules/${rule}";`),
    `offer(recommended, { ${rules.map((rule, index) => `"${rule}": rule${index}`).join(", ")} });`,
  ].join("\n");
  const used = await bundle({ stdin: { contents, resolveDir: here } }, join(testAssets, "bpmnlint.js"));
  const others = [...new Set(used)].filter((name) => name !== "bpmnlint").sort();
  await writeFile(join(testAssets, "bpmnlint-LICENSE.txt"), (await licenceText("bpmnlint")).text);
  const texts = await Promise.all(others.map(async (name) => `${name}\n\n${(await licenceText(name)).text}`));
  await writeFile(join(testAssets, "bpmnlint-LICENSE-3RD-PARTY.txt"), texts.join("\n----\n\n"));
}

function packageOf(path) {
  return path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
}

async function licenceText(name) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const kept = join(here, "licences", `${name}.txt`);
  const text = files.length ? await readFile(join(folder, files[0]), "utf8") : await readFile(kept, "utf8");
  return { version, license, text: text.replaceAll("\r\n", "\n").trimEnd() + "\n" };
}

async function licence(name) {
  const { version, license, text } = await licenceText(name);
  const file = `${name.replace("@", "").replace("/", "-")}.txt`;
  await writeFile(join(out, "licences", file), text);
  return { name, version, licence: license.startsWith("SEE") ? "bpmn.io (MIT with watermark clause)" : license, file };
}

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "licences"), { recursive: true });
await mkdir(testAssets, { recursive: true });

await styles("homeward");
await styles("viewer", ["bpmn-js/dist/assets/diagram-js.css", "bpmn-js/dist/assets/bpmn-js.css"]);
const bundled = [...(await script("viewer")), ...(await script("forms"))];
const govukScript = await readFile(join(govuk, "govuk-frontend.min.js"), "utf8");
await writeFile(join(out, "govuk-frontend.min.js"), govukScript.replace(/\/\/# sourceMappingURL=.*\s*$/, ""));
await cp(join(here, "src", "init.js"), join(out, "init.js"));
await cp(join(here, "src", "favicon.svg"), join(out, "favicon.svg"));
await cp(join(modules, "axe-core", "axe.min.js"), join(testAssets, "axe.min.js"));
await cp(join(modules, "axe-core", "LICENSE"), join(testAssets, "axe-core-LICENSE.txt"));
await cp(join(modules, "axe-core", "LICENSE-3RD-PARTY.txt"), join(testAssets, "axe-core-LICENSE-3RD-PARTY.txt"));

await linter();

const names = [...new Set([...bundled, "govuk-frontend"])].sort();
const list = [];
for (const name of names) {
  list.push(await licence(name));
}
await writeFile(join(out, "licences", "index.json"), JSON.stringify(list, null, 2) + "\n");
console.log(`Wrote ${relative(process.cwd(), out)} (${names.length} packages) and ${relative(process.cwd(), testAssets)}`);
