// SPDX-License-Identifier: Apache-2.0
// The measured effect of rules: how many times faster the inputs of their pages became, by interpreter. `velox rules bench`
// measures it, catalogue/effects.json keeps it and is embedded in the program; schemas/velox.effects-1.json describes the
// document. Plain values and pure functions; what is const may be shared between threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/candidate.hpp"

namespace velox::rules {

struct RuleContext;

/// A rule on one of the inputs that its page times.
struct Effect {
  std::string rule, title, input;  ///< `title` of the case, `input` as its line says: "1,000, none found"
  std::optional<double> size;      ///< elements of the input (size_in)
  double ratio = 1;                ///< time before by time after: the median of the pairs
  double low = 1, high = 1;        ///< its 95 % interval
  int pairs = 0;
  double seconds = 0;  ///< of a call before
};

/// What was measured with one interpreter on one machine.
struct Measured {
  std::string implementation;  ///< "CPython", "PyPy"
  std::string version;         ///< of the language: "3.11.2"
  std::string machine;         ///< "x86_64, 2 CPUs, ..."
  std::string date;            ///< "2026-11-28"
  double load = 0;             ///< programs that wanted a CPU meanwhile: the largest load average of a minute
  std::vector<Effect> effects;
};

/// The number of elements that the name of an input begins with: 1000 for "1,000, none found"; nullopt for "found".
std::optional<double> size_in(std::string_view input);

class EffectsTable {
 public:
  /// Reads a document `velox.effects/1`. Errors: invalid, with what is wrong with it.
  static Result<EffectsTable> parse(std::string_view text);
  /// The document, an effect a line.
  std::string text() const;
  /// Adds what was measured. It replaces what was known of the same rules with the same interpreter (implementation, first two
  /// numbers of the version) on the same machine.
  void put(Measured measured);
  const std::vector<Measured>& measured() const { return measured_; }

 private:
  std::vector<Measured> measured_;
};

/// catalogue/effects.json, as it was when the program was built.
std::string_view embedded_effects();

struct TargetPython {
  std::string implementation = "CPython";
  int major = 3, minor = 11;
};

/// What tables say to one interpreter: measured with this one, or else with the version of the same implementation that is
/// nearest; of several tables the first wins.
class Effects {
 public:
  Effects() = default;
  Effects(const std::vector<EffectsTable>& tables, const TargetPython& python);

  struct Estimate {
    double factor = 1;  ///< of the inputs of this size together: the time they take before, by that after
    double best = 1;    ///< the most that the interval of any of them leaves open
    std::string on;     ///< "CPython 3.11"
  };
  /// Between measured sizes it is interpolated, beyond them it stays as it is. Without a size: of all inputs of some length,
  /// as code that takes time seldom works on nothing. nullopt: nothing was measured.
  std::optional<Estimate> of(std::string_view rule, std::optional<double> size) const;

 private:
  struct Point {
    double size = 0, factor = 0, best = 0;  ///< logarithms
  };
  struct Known {
    std::string on;
    std::vector<Point> points;    ///< by size
    double factor = 0, best = 0;  ///< without a size; logarithms
  };
  static Known known_from(const Measured& measured, std::string_view rule);
  std::map<std::string, Known, std::less<>> rules_;
};

/// Sets what the candidate is expected to gain, by the sizes that were seen where they are known. Gives the reason instead when
/// it was measured to be slower: at these sizes, or on every input. What a rule says of some places only,
/// by a factor other than its page's, stays as it is.
std::optional<std::string> weigh(const Effects& effects, const RuleContext& context, model::Candidate& candidate);

}  // namespace velox::rules
