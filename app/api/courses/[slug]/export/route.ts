import { serveCourseExport } from '@/server/wiring/serve-course-export';

/** A course as an archive of files. */
export { serveCourseExport as GET };
