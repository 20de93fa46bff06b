// SPDX-License-Identifier: Apache-2.0
// Everything that is found out about a project before any candidate exists: what was asked for, the interpreter, the
// workload and its cost, where the time goes, and calls of the units that take it. The monitor's half of a run.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "velox/agents/observer.hpp"
#include "velox/agents/options.hpp"
#include "velox/agents/report.hpp"
#include "velox/base/cancel.hpp"
#include "velox/experiment/judge.hpp"
#include "velox/profile/targets.hpp"
#include "velox/profile/tests.hpp"
#include "velox/sandbox/sandbox.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// Where Velox's own files are, and the flag that stops it.
struct Installation {
  fs::path runtime;    ///< holds velox_runtime
  fs::path catalogue;  ///< rule pages
  const CancelToken* cancel = nullptr;
};

/// How far a survey goes. Each depth includes those before it.
enum class SurveyDepth { workload, profile, capture };

struct Survey {
  explicit Survey(profile::Selection chosen, TempDir folder)
      : selection(std::move(chosen)), scratch(std::move(folder)) {}

  profile::Selection selection;
  TempDir scratch;  ///< captured calls live here
  std::unique_ptr<sandbox::Sandbox> sandbox;
  experiment::Interpreter python;
  experiment::Workload workload;
  model::Profile profile;
  experiment::Noise noise;                              ///< of the machine; measured when calls are captured
  std::optional<profile::ProjectTests> tests;           ///< nothing when the project has none that reach the targets
  std::map<std::string, source::ParsedModule> modules;  ///< by relative file; only those that parse
  std::map<std::string, std::string> originals;         ///< bytes of the files that were asked for, as first read
  std::vector<model::HotSpot> hot;                      ///< selected units worth looking at, most expensive first
  std::map<model::UnitId, experiment::UnitEvidence> evidence;  ///< for every unit of `hot` after capture
};

/// Makes a survey. Fills the header, baseline, units and warnings of `report` on the way and tells the observer.
/// Errors: those of finding targets, interpreter, sandbox and workload, each with what the user can do.
Result<std::unique_ptr<Survey>> make_survey(const Options& options, const Installation& installation, SurveyDepth depth,
                                            Deadline deadline, Report& report, Observer& observer);

/// Error conflict when a file of a hot unit (of any unit before there are hot ones) is not on disk as the survey first read it:
/// whatever was, or would be, measured is then not about the user's code.
Result<void> check_unchanged(const Survey& survey);

/// The project's folder for these options: --root, or the one found from the targets.
Result<fs::path> find_root(const Options& options);

/// How a judge of the surveyed project is to judge. The survey must outlive it.
experiment::Setting setting_of(const Survey& survey, const Options& options, const Installation& installation);

}  // namespace velox::agents
