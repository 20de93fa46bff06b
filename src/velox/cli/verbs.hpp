// SPDX-License-Identifier: Apache-2.0
// The verbs of the command line. Each adds its options to the parser and, when chosen, runs and returns the exit code:
// 0 done, 1 could not be done, 2 usage, 3 nothing gained with --require-gain or something told with --require-clean, 4 a change was judged and refused.
#pragma once

#include <functional>
#include <memory>

#include "velox/agents/survey.hpp"

namespace CLI {
class App;
}

namespace velox::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kNoGain = 3;
inline constexpr int kRefused = 4;
inline constexpr int kInterrupted = 130;

/// The verb that was chosen while parsing.
using Action = std::function<int()>;

/// What every verb shares.
struct Context {
  agents::Installation installation;
  Action action;  ///< set by the callback of the verb that was given
};

void add_optimize(CLI::App& app, Context& context);
void add_analyze(CLI::App& app, Context& context);
void add_profile(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_history(CLI::App& app, Context& context);
void add_show(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_explain(CLI::App& app, Context& context);
void add_apply(CLI::App& app, Context& context);
void add_rollback(CLI::App& app, Context& context);
void add_rules(CLI::App& app, Context& context);
void add_kb(CLI::App& app, Context& context);
void add_learn(CLI::App& app, Context& context);
void add_doctor(CLI::App& app, Context& context);

/// Prints an error to stderr as people expect it and returns its exit code.
int report_error(const Error& error);

}  // namespace velox::cli
