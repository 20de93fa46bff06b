// SPDX-License-Identifier: Apache-2.0
// Where a workload's time goes: runs it under the sampling helper and charges the samples to units.
//
//   auto profile = VX_TRY(profile_workload(setup, workload, Deadline::after(60)));
//   VX_TRY(check_reach(profile, workload, selection.files));
//   for (const model::HotSpot& spot : profile.spots) ...        // hottest first
//
// A spot whose qualname is "<module>" is a file's module-level code (class bodies included): it is no unit.
#pragma once

#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/outcome.hpp"
#include "velox/model/profile.hpp"
#include "velox/profile/launch.hpp"

namespace velox::profile {

inline constexpr const char* kModuleLevel = "<module>";

/// Runs the workload under the profiler and ranks. Errors: target_failed (the workload fails), internal (it succeeded but
/// left no profile, because its Python was started with -I, -E or -S), cancelled, io.
Result<model::Profile> profile_workload(const Setup& setup, const Workload& workload, Deadline deadline);

/// The merged and ranked profile in `folder`, which holds profile.<pid>.json files. Shares are of the CPU time of all
/// processes. `shown` is where the program saw the project; back ends without namespaces show it at the view's own place.
/// Errors: not_found (there are none), invalid.
Result<model::Profile> read_profiles(const Setup& setup, const fs::path& folder, const fs::path& shown = {});

/// How a workload met the files that were asked for.
enum class Reach {
  sampled,   ///< time was spent in them
  imported,  ///< they were loaded but cost nothing that a sampler can see
  never      ///< none of them was loaded
};
Reach reach_of(const model::Profile& profile, const std::vector<std::string>& files);

/// Error target_failed, with an explanation, when none of `files` was even imported.
Result<void> check_reach(const model::Profile& profile, const Workload& workload,
                         const std::vector<std::string>& files);

}  // namespace velox::profile
