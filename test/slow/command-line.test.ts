import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

describe("the command line", () => {
  it("ends quietly when nobody reads on", () => {
    const script = `"$0" --import tsx src/cli.ts knowledge list --json | head -c 1`;
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["-o", "pipefail", "-c", script, process.execPath],
      { encoding: "utf8" },
    );
    assert.deepEqual([status, stdout, stderr], [0, "[", ""]);
  });
});
