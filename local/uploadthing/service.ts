import { join } from 'node:path';
import { CallbackSender } from './callbacks';
import type { FileStore } from './file-store';
import { PartialFiles } from './partial-files';
import { Registry, type StoredFile } from './registry';
import { signAddress } from './signature';

/** What one application's uploads are made of. */
export interface UploadThingOptions {
  /** The application's secret, as in its token; starts with `sk_`. */
  apiKey: string;
  appId: string;
  /** Folder for the registry and for uploads under way; created when missing. */
  dataDir: string;
  /** Where finished files lie. */
  store: FileStore;
}

/** The addresses of the stand-in's three parts, without a slash at the end. */
export interface Addresses {
  /** `ingestUrl` of the vendor's configuration. */
  ingestUrl: string;
  /** `apiUrl` of the vendor's configuration. */
  apiUrl: string;
  /** Where files are served: `<filesUrl>/a/<appId>/<key>`. */
  filesUrl: string;
}

/** The state that ingest, API and file host share. */
export class UploadService {
  readonly registry: Registry;
  readonly callbacks: CallbackSender;
  readonly partials: PartialFiles;
  readonly store: FileStore;
  readonly apiKey: string;
  readonly appId: string;

  constructor(
    options: UploadThingOptions,
    readonly addresses: Addresses,
  ) {
    this.apiKey = options.apiKey;
    this.appId = options.appId;
    this.store = options.store;
    this.partials = new PartialFiles(join(options.dataDir, 'partial'));
    this.registry = new Registry(options.dataDir);
    this.callbacks = new CallbackSender(this.registry, this.apiKey);
  }

  /** Where a file is served to everybody who may see it. */
  urlOf(file: Pick<StoredFile, 'id'>): string {
    return `${this.addresses.filesUrl}/a/${this.appId}/${file.id}`;
  }

  /** Where a private file is served for `seconds`. */
  signedUrlOf(file: Pick<StoredFile, 'id'>, seconds: number): string {
    return signAddress(this.urlOf(file), this.apiKey, Date.now() + seconds * 1000);
  }

  /** Removes a file and everything known of it. */
  async remove(file: StoredFile): Promise<void> {
    await this.store.delete(file.id);
    await this.partials.remove(file.id);
    this.registry.transaction(() => {
      this.registry.files.remove(file.id);
      this.registry.routes.remove(file.id);
      this.registry.callbacks.remove(file.id);
    });
  }

  close(): void {
    this.callbacks.close();
    this.registry.close();
  }
}
