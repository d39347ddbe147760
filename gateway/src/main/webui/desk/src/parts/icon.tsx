import { memo } from "react";
import { SHAPES, type IconName } from "./shapes";

export type { IconName };

/** A picture that says nothing of its own; its neighbour carries the words. */
export const Icon = memo(function Icon({ name, size = 18, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      className={`i i-${name}${className ? ` ${className}` : ""}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: SHAPES[name] }}
    />
  );
});

export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg className="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path
        fill="currentColor"
        d="M10 1.5h12A8.5 8.5 0 0 1 30.5 10v12a8.5 8.5 0 0 1-8.5 8.500H4A2.500 2.500 0 0 1 1.500 28V10A8.500 8.500 0 0 1 10 1.500z"
      />
      <g fill="var(--mark-cut, #fff)">
        <path d="M15.200 15.200C10.500 15 8 12.500 7.600 7.600c4.900.4 7.400 2.900 7.600 7.600z" />
        <path d="M16.800 15.200c.2-4.700 2.700-7.200 7.600-7.600-.4 4.900-2.900 7.400-7.600 7.600z" />
        <path d="M15.200 16.800c-.2 4.700-2.700 7.200-7.600 7.600.4-4.900 2.900-7.400 7.600-7.600z" />
        <path d="M16.800 16.800c4.700.2 7.200 2.700 7.600 7.600-4.900-.4-7.400-2.900-7.600-7.600z" />
      </g>
    </svg>
  );
}
