import assert from "node:assert/strict";
import { fileAsSource } from "../../src/intake/file-kind.js";

const kindOf = (name: string, content: string | Uint8Array) => {
  const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
  const read = fileAsSource(name, bytes);
  return typeof read === "string" ? read : read.contentType;
};

describe("fileAsSource", () => {
  for (const [name, content, kind] of [
    ["bounce.eml", "Subject: Undeliverable\n\nx", "message/rfc822"],
    ["BOUNCE.EML", "Subject: Undeliverable\n\nx", "message/rfc822"],
    ["bounce.mht", "Subject: Undeliverable\n\nx", "message/rfc822"],
    ["bounce.msg", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "application/vnd.ms-outlook"],
    ["renamed.eml", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "application/vnd.ms-outlook"],
    ["shot.png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "image/png"],
    ["shot.txt", "\xFF\xD8\xFF\xE0\0\x10JFIF", "image/jpeg"],
    ["shot.webp", "RIFF\x10\0\0\0WEBPVP8 ", "image/webp"],
    ["page.htm", "550 5.1.1", "text/html"],
    ["page.txt", "<html><body>550 5.1.1", "text/html"],
    ["page", "\xEF\xBB\xBF  <!DOCTYPE html>", "text/html"],
    ["note.txt", "550 5.1.1", "text/plain"],
    ["note.txt", "\xFF\xFE5\x005\x000\0", "text/plain"],
    ["bounce.msg", "550 5.1.1 User unknown", "text/plain"],
    ["mzansi.txt", "MZansi mail server: 550 5.1.1", "text/plain"],
  ] as const)
    it(`takes ${name} that begins with ${JSON.stringify(content.slice(0, 8))} for ${kind}`, () => {
      assert.equal(kindOf(name, content), kind);
    });

  for (const [name, content, why] of [
    ["bounces.zip", "PK\x03\x04", "archive"],
    ["bounce.eml", "PK\x03\x04", "archive"],
    ["bounce.eml.gz", "\x1F\x8B\x08", "archive"],
    ["bounce.7z", "7z\xBC\xAF\x27\x1C", "archive"],
    ["bounce.pdf", "%PDF-1.7", "other-kind"],
    ["bounce.txt", "MZ\x90\0\x03", "other-kind"],
    ["bounce", "\0\x01\x02", "other-kind"],
    ["film.eml", "\0\0\0\x18ftypmp42", "other-kind"],
  ] as const)
    it(`refuses ${name} that begins with ${JSON.stringify(content)}: ${why}`, () => {
      assert.equal(kindOf(name, content), why);
    });
});
