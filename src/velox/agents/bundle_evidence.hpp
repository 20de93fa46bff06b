// SPDX-License-Identifier: Apache-2.0
// What an accepted patch was judged on, kept so that it can be judged again: the recorded calls of its unit, how the unit is
// reached, workload, tests, seed, versions and machine.
//
// Idea: one folder for each patch in `.velox/evidence/`, which is copied as it is into an evidence bundle. Paths that differ
// from one machine to the next (project, helper, interpreter) are written as names and filled in when read.
// Limits: kMostBytesOfPatch of calls for one patch (the first ones; what was left out is counted), kMostBytes for all
// patches of a project, the oldest going first. Calls are pickles: they are copied here, never unpickled.
#pragma once

#include <cstdint>
#include <string>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/base/json.hpp"
#include "velox/experiment/judge.hpp"

namespace velox::agents {

inline constexpr std::uint64_t kMostBytesOfPatch = 16ULL << 20;
inline constexpr std::uint64_t kMostBytes = 128ULL << 20;

/// Paths that are other ones elsewhere.
struct Places {
  fs::path root;     ///< of the project
  fs::path runtime;  ///< of the helper
  fs::path python;   ///< the interpreter's executable
};

/// What an experiment leans on beside the source.
struct Circumstances {
  experiment::UnitEvidence evidence;  ///< `unit` has its id only: the rest depends on the source
  experiment::Workload workload;
  double min_gain = 0.05;
  std::uint64_t seed = 0;
  std::string python;   ///< version
  std::string machine;  ///< "Linux 6.1.0 x86_64, AMD EPYC 7B13"
  std::uint64_t calls_left_out = 0;
};

/// "Linux 6.1.0 x86_64, AMD EPYC 7B13"; the processor is left out where /proc does not name it.
std::string describe_machine();

/// Writes `folder`/`patch` whole, then removes the oldest neighbours beyond kMostBytes. Errors: io.
Result<void> keep_evidence(const fs::path& folder, const std::string& patch, const Circumstances& circumstances,
                           const Places& places);

/// Reads a folder that keep_evidence wrote. Errors: not_found, invalid (with the file that is wrong).
Result<Circumstances> read_evidence(const fs::path& folder, const Places& places);

/// The version of Python that the evidence in `folder` was made with, which is needed before there are Places. Errors: as above.
Result<Json> read_evidence_document(const fs::path& folder);

}  // namespace velox::agents
