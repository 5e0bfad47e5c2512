import { serveLessonFile } from '@/server/wiring/serve-lesson-part';

/** A file of a lesson, to take away. */
export { serveLessonFile as GET };
