// SPDX-License-Identifier: Apache-2.0
// The judge: takes one candidate through safety, tests, equivalence, duet and confirmation, and gives a verdict with its
// evidence. Only the judge can construct a VerifiedPatch.
//
// An experiment has two sides: A, the project as it is now (earlier accepted patches included), and B, the same with the
// candidate applied. Each side is a ProjectView in the sandbox. Nothing here decides which candidates to try.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/error.hpp"
#include "velox/experiment/noise.hpp"
#include "velox/experiment/static_safety.hpp"
#include "velox/experiment/verified_patch.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/profile.hpp"
#include "velox/model/verdict.hpp"
#include "velox/profile/target.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::experiment {

using profile::Interpreter;
using profile::TestSelection;
using profile::Workload;

/// How far a judgement goes.
enum class Extent {
  whole,
  equivalence  ///< nothing is timed: all inputs are compared at once, and no difference leaves the verdict `inconclusive`
};

/// The reason of a judgement of Extent::equivalence that has found no difference.
inline constexpr const char* kNotTimed = "no difference was found, and its speed was not asked for";

/// What is fixed for a whole run.
struct Setting {
  fs::path root;  ///< project root
  Interpreter python;
  fs::path runtime;  ///< the folder that holds velox_runtime
  sandbox::Sandbox* sandbox = nullptr;
  std::optional<Workload> workload;
  double min_gain = 0.05;  ///< a gain below this is `no-gain`
  std::uint64_t seed = 0;
  const CancelToken* cancel = nullptr;
  SafetyStage safety = SafetyStage::strict;
  Extent extent = Extent::whole;
  Noise noise = {};  ///< of this machine; from it the length of timed runs
};

/// What the judge may use for the candidate's unit.
struct UnitEvidence {
  model::Unit unit;
  model::ObservedUnit observed;
  std::vector<std::pair<fs::path, std::string>> calls;  ///< calls file and the ID's JSON `records` (protocol section 3)
  TestSelection tests;
  bool is_main = false;            ///< the unit's file is the workload's main script
  std::string module_name;         ///< dotted import name when not main
  std::vector<fs::path> sys_path;  ///< to put on sys.path, project side
  double share = 0;                ///< of the workload's time, cumulative
};

enum class Stage { safety, tests, equivalence, duet, confirmation };
const char* to_string(Stage stage);

/// Told as work goes on, for live display.
struct Progress {
  Stage stage = Stage::safety;
  int pairs = 0;
  double estimate = 1, low = 0, high = 0;  ///< running speed-up with its interval; low = high = 0 before there is one
  std::string note;                        ///< "412 inputs agree"
};

struct Judged {
  model::Verdict verdict;
  std::optional<VerifiedPatch> patch;  ///< exactly when accepted
};

class Judge {
 public:
  /// `files`: relative path -> current bytes of every file that differs from the disk (earlier accepted patches).
  static Result<std::unique_ptr<Judge>> create(Setting setting, std::map<std::string, std::string> files);
  ~Judge();

  /// Judges one candidate. Errors are only for "could not judge" (sandbox lost, disk full, cancelled); everything about the
  /// candidate is a Verdict. Never takes much longer than the deadline; then the verdict is `inconclusive`.
  Result<Judged> judge(const model::Candidate& candidate, const UnitEvidence& evidence, Deadline deadline,
                       const std::function<void(const Progress&)>& progress = {});

  /// Makes an accepted patch part of side A for all later judgements.
  Result<void> adopt(const VerifiedPatch& patch);

  /// Takes an adopted patch out of side A again; of those of one file the last first. Error conflict when it is not the last.
  Result<void> take_back(const VerifiedPatch& patch);

  /// Duet of the whole workload: `before` against `after` (overlays of relative path -> bytes, over the disk).
  /// Outputs must agree (see whole_run.hpp). Errors: unsupported without a workload.
  Result<model::Verdict> judge_workload(const std::map<std::string, std::string>& before,
                                        const std::map<std::string, std::string>& after, Deadline deadline,
                                        const std::function<void(const Progress&)>& progress = {});

 private:
  Result<void> replace(const VerifiedPatch& patch, const std::string& from, const std::string& to);
  struct State;
  explicit Judge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace velox::experiment
