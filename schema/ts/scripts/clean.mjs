// Removes a folder of what was built, so that nothing stale is packed or tested.
import fs from "node:fs";

fs.rmSync(process.argv[2], { recursive: true, force: true });
