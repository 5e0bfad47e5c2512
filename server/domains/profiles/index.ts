export { removePictureFiles, takePicture } from '@/server/domains/profiles/commands/set-picture';
