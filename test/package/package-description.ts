import type { FpmRequest } from './fpm-arguments.ts'

/** The control file of a deb (Debian Policy 5.3). */
export function debControl(request: FpmRequest): string {
  const [summary = '', ...more] = one(request, '--description').trim().split('\n')
  const fields: [string, string][] = [
    ['Package', one(request, '--name')],
    ['Version', one(request, '--version')],
    ['Architecture', one(request, '--architecture')],
    ['Maintainer', one(request, '--maintainer')],
    ['Priority', one(request, '--deb-priority')],
    ['Section', 'default'],
    ['Homepage', one(request, '--url')],
    ['Depends', all(request, '-d').join(', ')],
    ['Recommends', all(request, '--deb-recommends').join(', ')],
    ['Description', [summary, ...more.map(line => ` ${line.trim()}`)].join('\n')],
  ]
  return `${fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}

/**
 * The spec file of an rpm of files that are laid out already (RPM Packaging Guide).
 * @param files absolute paths in the system
 */
export function rpmSpec(
  request: FpmRequest,
  files: readonly string[],
  scripts: { post: string; postun: string },
): string {
  return `Name: ${one(request, '--name')}
Version: ${one(request, '--version')}
Release: 1
Summary: ${one(request, '--rpm-summary')}
License: ${one(request, '--license')}
URL: ${one(request, '--url')}
Vendor: ${one(request, '--vendor')}
Packager: ${one(request, '--maintainer')}
AutoReqProv: no
${all(request, '-d')
  .map(name => `Requires: ${name}`)
  .join('\n')}
%description
${one(request, '--description')}
%post
${scripts.post}
%postun
${scripts.postun}
%files
%defattr(-,root,root,-)
${files.map(path => `"${path}"`).join('\n')}
`
}

/** The last value of an option, as a command line that repeats one means it; empty when it was not given. */
export function one({ options }: FpmRequest, name: string): string {
  return options.get(name)?.at(-1) ?? ''
}

function all({ options }: FpmRequest, name: string): readonly string[] {
  return options.get(name) ?? []
}
