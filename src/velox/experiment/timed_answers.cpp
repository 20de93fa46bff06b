// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/timed_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "velox/base/json_full.hpp"
#include "velox/base/statistics.hpp"
#include "velox/experiment/observation_diff.hpp"

namespace velox::experiment {

namespace {

constexpr std::size_t kKept = 4;  // calls of a run
constexpr const char* kOutput = "#output";
constexpr const char* kSettings = "#settings";
constexpr const char* kState = "#state";
constexpr std::size_t kWatchedRuns = 6;
constexpr double kOffSlackSeconds = 0.001;
constexpr double kOffNoiseShare = 0.25;  // of A's own work off the clock
constexpr double kOffGainShare = 0.5;
constexpr double kWaitSlackSeconds = 0.002;
constexpr double kWaitNoiseShare = 0.1;  // of A's own time
constexpr double kWaitLeastGain = 0.05;  // of A's own time: what gains less is not accepted anyway
constexpr double kWaitGainShare = 0.5;
constexpr std::size_t kWatchedProcesses = 5;
constexpr double kReuseSlackSeconds = 0.000005;
constexpr double kReuseNoiseShare = 0.25;  // of A's own time
constexpr double kReuseGainShare = 0.5;
// Of A's own time. What gains less is not taken for a gain, and what it seems to gain is noise.
constexpr double kLeastGain = 0.03;

// Settings are a list of [name, value].
std::string settings_difference(const std::string& a, const std::string& b) {
  const auto one = json::parse(a, "settings"), two = json::parse(b, "settings");
  if (one && two && one->is_array() && two->is_array()) {
    for (std::size_t i = 0; i < std::min(one->size(), two->size()); ++i) {
      const Json &left = (*one)[i], &right = (*two)[i];
      if (left != right && left.is_array() && right.is_array() && left.size() == 2 && right.size() == 2)
        return fmt::format("leaves the process's {} as {} instead of {}", json::dump(right[0]), json::dump(right[1]),
                           json::dump(left[1]));
    }
  }
  return "leaves other settings of the process";
}

std::string in_words(const std::string& name, const std::string& a, const std::string& b) {
  if (name == kSettings) return settings_difference(a, b);
  if (name == kOutput)
    return fmt::format("prints something else over the run ([bytes, digest] {} instead of {})", b, a);
  if (name == kState)
    return fmt::format("keeps data between calls: they change {} of its module (the original's: {})", b, a);
  return fmt::format("{} for input {}", describe_difference(a, b, {}), name);
}

// The names of other modules' data ("module:name") that one side's calls have changed, and those of the unit's own.
struct ChangedNames {
  std::set<std::string> own, others;
};

ChangedNames changed_names(const std::string& text) {
  ChangedNames result;
  const auto list = json::parse(text, "state");
  if (!list || !list->is_array()) {
    result.own.insert(text);
    return result;
  }
  for (const Json& name : *list) {
    const std::string word = name.is_string() ? name.get<std::string>() : json::dump(name);
    (word.contains(':') ? result.others : result.own).insert(word);
  }
  return result;
}

// Whether B's text is as good as A's. A change of its own module must be the same; in other modules B may change less: the
// caches of libraries are filled by whoever needs them.
bool agrees(const std::string& name, const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (name != kState) return false;
  const ChangedNames one = changed_names(a), two = changed_names(b);
  return one.own == two.own && std::ranges::includes(one.others, two.others);
}

}  // namespace

std::vector<std::size_t> PositionLot::draw(const std::vector<std::string>& batch, int repeats) {
  if (batch.empty()) return {};
  std::map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < batch.size(); ++i) places[batch[i]].push_back(i);
  const auto rounds = static_cast<std::uint64_t>(repeats);
  std::set<std::size_t> drawn;
  for (std::size_t i = 0; i < kKept / 2; ++i) {
    drawn.insert(below(batch.size() * rounds));
    auto input = places.begin();
    std::advance(input, static_cast<std::ptrdiff_t>(below(places.size())));
    drawn.insert(input->second[below(input->second.size())] + batch.size() * below(rounds));
  }
  return {drawn.begin(), drawn.end()};
}

std::vector<std::string> TimedAnswers::names(const std::vector<std::string>& batch,
                                             const std::vector<std::size_t>& keep) {
  std::vector<std::string> result;
  for (const std::size_t position : keep) result.push_back(batch[position % batch.size()]);
  result.emplace_back(kOutput);
  result.emplace_back(kSettings);
  result.emplace_back(kState);
  return result;
}

bool TimedAnswers::differ(const std::vector<std::string>& names, const std::vector<std::string>& a,
                          const std::vector<std::string>& b) const {
  if (a.size() != names.size() || b.size() != names.size()) return true;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!agrees(names[i], a[i], b[i]) && !unstable_.contains(names[i])) return true;
  }
  return false;
}

std::optional<std::string> TimedAnswers::difference(const std::vector<std::string>& names,
                                                    const std::vector<std::string>& a,
                                                    const std::vector<std::string>& again,
                                                    const std::vector<std::string>& b) {
  if (b.size() != names.size()) return "does not tell what its timed calls gave";
  if (a.size() != names.size() || again.size() != names.size()) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (a[i] != again[i]) unstable_.insert(names[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!agrees(names[i], a[i], b[i]) && !unstable_.contains(names[i])) return in_words(names[i], a[i], b[i]);
  }
  return std::nullopt;
}

void OffClockWatch::add(const Account& a, const Account& b) {
  excess_.push_back(b.off - a.off);
  gain_.push_back(a.run - b.run);
  off_a_.push_back(a.off);
}

std::optional<std::string> OffClockWatch::suspicion() const {
  if (excess_.size() < kWatchedRuns) return std::nullopt;
  const double excess = median(excess_), gain = std::max(median(gain_), 0.0), off = median(off_a_);
  if (excess <= kOffSlackSeconds + kOffGainShare * gain + kOffNoiseShare * off) return std::nullopt;
  return fmt::format(
      "it works when no clock is looking: {:.4f} s of CPU time between two runs where the original takes {:.4f} s",
      off + excess, off);
}

void WaitWatch::add(const Account& a, const Account& b) {
  excess_.push_back(b.idle - a.idle);
  gain_.push_back(a.run - b.run);
  run_a_.push_back(a.run);
}

std::optional<std::string> WaitWatch::suspicion() const {
  if (excess_.size() < kWatchedRuns) return std::nullopt;
  const double excess = median(excess_), gain = median(gain_);
  const double run = median(run_a_);
  if (gain < kWaitLeastGain * run || excess <= kWaitSlackSeconds + kWaitNoiseShare * run + kWaitGainShare * gain)
    return std::nullopt;
  return fmt::format("saves {:.4f} s of its own CPU time and waits {:.4f} s longer for somebody else's work", gain,
                     excess);
}

void ReuseWatch::add(const Account& a, const Account& b) {
  extra_.push_back((b.fresh - b.again) - (a.fresh - a.again));
  gain_.push_back(a.again - b.again);
  again_a_.push_back(a.again);
}

std::optional<std::string> ReuseWatch::suspicion() const {
  if (extra_.size() < kWatchedProcesses) return std::nullopt;
  const double extra = median(extra_), gain = median(gain_);
  const double own = median(again_a_);
  if (gain < kLeastGain * own || extra <= kReuseSlackSeconds + kReuseNoiseShare * own + kReuseGainShare * gain)
    return std::nullopt;
  return fmt::format(
      "gains only when the same inputs come again: of {:.2g} s that it saves on repeated inputs, {:.2g} s are lost on "
      "inputs that it has not seen yet",
      gain, extra);
}

}  // namespace velox::experiment
