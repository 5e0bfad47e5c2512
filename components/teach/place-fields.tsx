'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/choice';
import { Select } from '@/components/ui/select';
import {
  type CoursePermission,
  coursePermissions,
  type StaffRole,
  staffRoles,
} from '@/server/domains/courses/contract';

/** What can be chosen for an assistant; seeing the course goes with the place. */
const choosable = coursePermissions.filter((one) => one !== 'staff.manage' && one !== 'course.read');

/** Somebody's place, as a form holds it. */
export type Place = { readonly role: StaffRole; readonly permissions: CoursePermission[] };

/** Reads the place out of a form with {@link PlaceFields}. */
export function placeOf(form: FormData): Place {
  const role = staffRoles.find((one) => one === form.get('role')) ?? 'assistant';
  return { role, permissions: choosable.filter((one) => form.getAll('permission').includes(one)) };
}

/** Properties of {@link PlaceFields}. */
export interface PlaceFieldsProps {
  readonly initial: Place;
  /** Sets the controls of several forms of a page apart. */
  readonly id: string;
}

/** Chooses a place in the staff and, for an assistant, what they may do. */
export function PlaceFields({ initial, id }: PlaceFieldsProps) {
  const t = useTranslations('staff');
  const [role, setRole] = useState<string>(initial.role);
  return (
    <>
      <Select
        name="role"
        id={`role-${id}`}
        label={t('role')}
        value={role}
        onChange={({ target }) => setRole(target.value)}
        options={staffRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      {role === 'assistant' ? (
        <fieldset className="space-y-2">
          <legend className="mb-2 font-semibold">{t('permissions')}</legend>
          {choosable.map((permission) => (
            <Checkbox
              key={permission}
              id={`${permission}-${id}`}
              name="permission"
              value={permission}
              label={t(`can.${permission}`)}
              defaultChecked={initial.permissions.includes(permission)}
            />
          ))}
        </fieldset>
      ) : (
        <p className="text-ink-muted">{t(`all.${role === 'owner' ? 'owner' : 'instructor'}`)}</p>
      )}
    </>
  );
}
