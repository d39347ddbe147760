import { expect, it } from "vitest";
import { csv } from "../src/settings/csv";

it("a spreadsheet reads every cell as it was, and runs none", () => {
  expect(csv([["a", 'b "c", d'], ["=1+1", "x\ny"]])).toBe('a,"b ""c"", d"\r\n\'=1+1,"x\ny"');
});
