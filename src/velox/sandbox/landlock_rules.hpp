// SPDX-License-Identifier: Apache-2.0
// Landlock: the kernel's way for a process to give up access to files, for when namespaces are refused. What a rule set
// does not allow is denied, for the process and all its children, for good.
#pragma once

#include <vector>

#include "velox/base/descriptor.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"

namespace velox::sandbox {

/// The version of Landlock's interface; 0 when the kernel has none or it is switched off.
int landlock_version();

/// A rule set that the child enforces on itself: reading and running below `readable`, everything below `writable`; no TCP
/// (version 4), no signals and abstract sockets to processes outside (version 6). Paths that don't exist are skipped.
Result<Descriptor> make_landlock_rules(const std::vector<fs::path>& readable, const std::vector<fs::path>& writable);

}  // namespace velox::sandbox
