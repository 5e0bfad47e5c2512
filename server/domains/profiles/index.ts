export {
  removePictureFiles,
  type SentPicture,
  takePicture,
} from '@/server/domains/profiles/commands/set-picture';
