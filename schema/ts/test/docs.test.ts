import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import ts from "typescript";

import { PACKAGE } from "./folders.js";

test("everything that is exported is documented, and so is every member of what was written by hand", () => {
  const program = ts.createProgram([path.join(PACKAGE, "dist/index.d.ts")], {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(path.join(PACKAGE, "dist/index.d.ts"));
  const module = index && checker.getSymbolAtLocation(index);
  assert.ok(module);
  const bare: string[] = [];
  const documented = (symbol: ts.Symbol) =>
    symbol.getDocumentationComment(checker).length > 0 ||
    symbol.getJsDocTags(checker).some(({ name }) => name === "inheritDoc");
  let seen = 0;
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const [declaration] = symbol.declarations ?? [];
    if (!declaration || ts.isSourceFile(declaration)) continue;
    const { fileName } = declaration.getSourceFile();
    if (fileName.includes("/node_modules/")) continue;
    seen += 1;
    if (!documented(symbol)) bare.push(symbol.name);
    if (fileName.includes("/generated/")) continue;
    if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) continue;
    for (const member of symbol.members?.values() ?? []) {
      const named =
        member.valueDeclaration && "name" in member.valueDeclaration ? member.valueDeclaration.name : undefined;
      const hidden = named === undefined || ts.isPrivateIdentifier(named as ts.Node) || member.name === "name";
      if (!hidden && !documented(member)) bare.push(`${symbol.name}.${member.name}`);
    }
  }
  assert.ok(seen > 100, `${seen} exports`);
  assert.deepEqual(bare, []);
});
