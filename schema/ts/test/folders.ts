import { fileURLToPath } from "node:url";

/** This package. */
export const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
