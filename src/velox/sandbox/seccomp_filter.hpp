// SPDX-License-Identifier: Apache-2.0
// The system calls that no job may make, as a program for the kernel's filter. Refused calls return EPERM
// (EAFNOSUPPORT for sockets, ENOSYS where libraries know an older way), so that programs can cope; calls through a
// foreign architecture's door kill.
#pragma once

#include <linux/filter.h>

#include <vector>

#include "velox/base/descriptor.hpp"
#include "velox/base/error.hpp"

namespace velox::sandbox {

/// What keeps a job from the network and from other processes besides the filter.
enum class Isolation {
  namespaces,  ///< own network, pids and mounts: loopback and local sockets are harmless
  shared       ///< the host's: no sockets but socketpair, no limits or owners of others changed
};

/// Errors: unsupported when libseccomp does not know this machine.
Result<std::vector<sock_filter>> make_seccomp_filter(Isolation isolation);

/// The program as a file in memory, as `bwrap --seccomp` reads it.
Result<Descriptor> seccomp_file(const std::vector<sock_filter>& filter);

}  // namespace velox::sandbox
