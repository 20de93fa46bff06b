// SPDX-License-Identifier: Apache-2.0
// Puts verified patches into the project's files and takes them out again. Takes VerifiedPatch and nothing else.
//
// All patches of a file are put into it in one atomic step, and are entered in the ledger before and after, so that after a
// crash at any instant every file is either as before or as after, and `recover` brings the store in line with the disk.
// The caller holds the project's lock.
#pragma once

#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/experiment/verified_patch.hpp"
#include "velox/store/store.hpp"

namespace velox::agents {

/// Applies patches in the order given; each may build on those before it. All files are checked before the first is written:
/// error conflict when a file is not, byte for byte, what the patch was verified against. A file that has a patch's result
/// already, as when its diff was put in by hand, is left as it is and the patch is noted as applied.
Result<void> apply_patches(const fs::path& root, store::Store& store,
                           const std::vector<experiment::VerifiedPatch>& patches);

/// Undoes patches, in the order given (latest first). Error conflict when a file changed since it was applied.
Result<void> roll_back_patches(const fs::path& root, store::Store& store,
                               const std::vector<experiment::VerifiedPatch>& patches);

/// Notes as rolled back those of the applied patches whose file is, byte for byte, as it was before them, as after `git checkout`.
/// Touches no file. Returns their ids.
Result<std::vector<std::string>> note_undone(const fs::path& root, store::Store& store,
                                             const std::vector<experiment::VerifiedPatch>& applied);

/// What the patches change taken together: one unified diff with each file once, by name. The patches of a file are in the
/// order in which they build on each other.
std::string combined_diff(const std::vector<experiment::VerifiedPatch>& patches);

/// Finishes or forgets ledger entries that a crash left open. Returns one line for each, for the user.
Result<std::vector<std::string>> recover(const fs::path& root, store::Store& store);

}  // namespace velox::agents
