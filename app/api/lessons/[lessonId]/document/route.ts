import { serveLessonDocument } from '@/server/wiring/serve-lesson-part';

/** The frame around the document of a lesson. */
export { serveLessonDocument as GET };
