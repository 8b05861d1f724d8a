import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { FinalError } from "../../errors.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Seals texts with a key from the settings, each bound to the place it is kept in. */
export function createVault(secret: string) {
  const derive = (use: string) =>
    Buffer.from(hkdfSync("sha256", secret, "", `backchannel slack ${use}`, KEY_BYTES));
  const key = derive("tokens");

  return {
    /** For what else needs a secret that nobody has to set. */
    secretFor: (use: string) => derive(use).toString("hex"),

    seal(text: string, place: string): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES }).setAAD(
        Buffer.from(place),
      );
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
    },

    /** @throws FinalError when the text was changed, moved from another place, or sealed with another key. */
    open(sealed: string, place: string): string {
      const bytes = Buffer.from(sealed, "base64");
      try {
        const iv = bytes.subarray(0, IV_BYTES);
        const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch (error) {
        throw new FinalError("A kept token cannot be opened; was SLACK_TOKEN_KEY changed?", { place }, error);
      }
    },
  };
}

export type Vault = ReturnType<typeof createVault>;
