// SPDX-License-Identifier: Apache-2.0
// Records the calls that a workload, and the project's tests, make of chosen units: how often, with what, from which tests.
//
//   auto captured = VX_TRY(capture_calls(setup, units, {.workload = workload, .tests = tests.command()}, folder, deadline));
//   for (const auto& [id, unit] : captured.units) unit.observed, unit.calls ...
//
// The calls files stay in `folder`, which the caller owns and keeps as long as it uses them. They hold pickles of untrusted
// origin: only a sandboxed worker may read them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/profile.hpp"
#include "velox/profile/launch.hpp"

namespace velox::profile {

struct UnitCapture {
  model::ObservedUnit observed;
  /// Calls file and the unit's JSON `records` in it (protocol section 3); one per process, the workload's first.
  std::vector<std::pair<fs::path, std::string>> calls;
  double seconds = 0;  ///< inside the unit, instrumentation included
};

struct Captured {
  std::map<model::UnitId, UnitCapture> units;  ///< only those that were called
  std::vector<std::string> failing_tests;      ///< pytest ids that failed or broke, before any change
  std::set<model::UnitId> reached_by_tests;    ///< units that ran while the tests command did
  bool tests_ok = false;                       ///< the tests command ran to its end and succeeded
  std::vector<std::string> notes;              ///< for people: "the tests did not end in time"
};

struct CaptureRuns {
  const Workload* workload = nullptr;
  const Workload* tests = nullptr;  ///< may fail in part: what was recorded until then counts
};

struct CaptureLimits {
  int calls_per_unit = 64;
  std::int64_t bytes_per_call = 1'000'000;
  std::int64_t bytes_per_unit = 32'000'000;
  int sequence_calls = 2000;
};

/// Instruments `units` in a copy of the project and runs. Errors: target_failed (the workload fails), not_found (a unit is
/// not in its file), cancelled, io.
Result<Captured> capture_calls(const Setup& setup, const std::vector<model::UnitId>& units, const CaptureRuns& runs,
                               const fs::path& folder, Deadline deadline, const CaptureLimits& limits = {});

/// Adds what the capture.<pid>.json files in `folder` hold. Errors: invalid, io.
Result<void> read_captures(const fs::path& folder, const std::vector<model::UnitId>& units, Captured& captured);

}  // namespace velox::profile
