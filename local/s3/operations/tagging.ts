import { checkTags } from '../protocol/attributes';
import { receiveDocument } from '../protocol/body';
import { s3Error } from '../protocol/s3-error';
import { childrenNamed, childText, parseXml } from '../protocol/xml';
import { bodySigner, type ObjectContext, sendEmpty, sendXml } from './operation';

/** GetObjectTagging. @throws NoSuchKey */
export function getTagging({ bucket, key, response }: ObjectContext): void {
  const object = bucket.object(key);
  if (object === undefined) throw s3Error('NoSuchKey');
  sendXml(response, 'Tagging', {
    TagSet: { Tag: object.tags.map((tag) => ({ Key: tag.key, Value: tag.value })) },
  });
}

/** PutObjectTagging. @throws NoSuchKey, MalformedXML, InvalidTag */
export async function putTagging(context: ObjectContext): Promise<void> {
  const document = parseXml(await receiveDocument(context.request, bodySigner(context)));
  const [set] = childrenNamed(document, 'TagSet');
  if (document.name !== 'Tagging' || set === undefined) throw s3Error('MalformedXML');
  const tags = childrenNamed(set, 'Tag').map((node) => ({
    key: childText(node, 'Key') ?? '',
    value: childText(node, 'Value') ?? '',
  }));
  if (!(await context.bucket.setTags(context.key, checkTags(tags)))) throw s3Error('NoSuchKey');
  sendEmpty(context.response, 200);
}

/** DeleteObjectTagging. @throws NoSuchKey */
export async function deleteTagging({ bucket, key, response }: ObjectContext): Promise<void> {
  if (!(await bucket.setTags(key, []))) throw s3Error('NoSuchKey');
  sendEmpty(response, 204);
}
