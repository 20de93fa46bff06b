// SPDX-License-Identifier: Apache-2.0
// The evidence bundle: one accepted patch as a folder that can be judged again elsewhere.
//
//   README.txt      what this is, in plain words        project/   the project's files as they were judged, before the change
//   manifest.json   every file with its SHA-256         before/, after/   the changed file, both ways
//   patch.json      the patch and its verdict           change.diff
//   evidence/       recorded calls with their records, workload, tests, seed, versions, machine
//
// Limits: the manifest tells damage and careless edits, not forgery (it is not signed). Who judges a bundle again trusts nothing
// in it: see verify.hpp.
#pragma once

#include <string>

#include "velox/agents/memory.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/experiment/verified_patch.hpp"

namespace velox::agents {

struct BundleSummary {
  std::string patch;
  fs::path folder;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> left_out;  ///< files of the project that may hold secrets, or lead out of it
};

/// Writes the bundle of a patch (or of a run with one patch) to `folder`, which must not exist or be empty; it is complete
/// or not there. Errors: not_found (no such id; its inputs are not kept any more), usage (a run with several patches),
/// conflict (the folder has content), unsupported (the project is too large), io.
Result<BundleSummary> write_bundle(Memory& memory, const std::string& id, const fs::path& folder,
                                   const std::string& velox_version);

struct Bundle {
  fs::path folder;
  experiment::VerifiedPatch patch;
  std::string velox;  ///< the version that wrote it
  fs::path project() const { return folder / "project"; }
  fs::path evidence() const { return folder / "evidence"; }
};

/// Reads a bundle and checks that it holds what its manifest says, nothing more, and plain files only. Runs nothing.
/// Errors: not_found, invalid; each names the file that is wrong.
Result<Bundle> read_bundle(const fs::path& folder);

}  // namespace velox::agents
