import type { types, webApi } from "@slack/bolt";
import { PICTURE_PREFIX, type SlackPicture, type SlackPost, type SlackRendering } from "./render.ts";

const UPLOAD_TIMEOUT_MS = 20_000;

/** Uploads a message's pictures and puts their ids into the posts; one that fails is shown as its words. */
export async function sharePictures(
  client: webApi.WebClient,
  { posts, pictures }: Pick<SlackRendering, "posts" | "pictures">,
): Promise<readonly SlackPost[]> {
  if (pictures.length === 0) return posts;
  const ids = await Promise.all(pictures.map((picture) => uploadPicture(client, picture).catch(() => null)));
  return posts.map((post) => ({ ...post, blocks: post.blocks.map((block) => fillPicture(block, ids)) }));
}

/** Shares a file in a channel or a direct message. */
export async function shareFile(
  client: webApi.WebClient,
  channel: string,
  file: { readonly name: string; readonly text: string },
  thread?: string,
): Promise<void> {
  const id = await uploadBytes(client, file.name, new TextEncoder().encode(file.text));
  await client.files.completeUploadExternal({
    files: [{ id, title: file.name }],
    channel_id: channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

async function uploadPicture(client: webApi.WebClient, picture: SlackPicture): Promise<string> {
  const id = await uploadBytes(client, picture.name, picture.png, picture.alt.slice(0, 1_000));
  await client.files.completeUploadExternal({ files: [{ id, title: picture.name }] });
  return id;
}

async function uploadBytes(
  client: webApi.WebClient,
  filename: string,
  bytes: Uint8Array,
  alt?: string,
): Promise<string> {
  const ticket = await client.files.getUploadURLExternal({
    filename,
    length: bytes.byteLength,
    ...(alt === undefined ? {} : { alt_text: alt }),
  });
  if (!ticket.upload_url || !ticket.file_id) throw new Error("Slack gave no address for an upload");
  const answer = await fetch(ticket.upload_url, {
    method: "POST",
    body: Buffer.from(bytes),
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`Slack refused an upload with ${answer.status}`);
  return ticket.file_id;
}

function fillPicture(block: types.KnownBlock, ids: readonly (string | null)[]): types.KnownBlock {
  if (block.type !== "image" || !("slack_file" in block) || !("id" in block.slack_file)) return block;
  const id = ids[Number(block.slack_file.id?.slice(PICTURE_PREFIX.length))];
  if (id) return { ...block, slack_file: { id } };
  return { type: "section", text: { type: "plain_text", text: block.alt_text, emoji: false } };
}
