import { serveLessonCalendar } from '@/server/wiring/serve-lesson-part';

/** A live session, for calendars. */
export { serveLessonCalendar as GET };
