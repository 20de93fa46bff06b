// SPDX-License-Identifier: Apache-2.0
// toml++'s exceptions stop in this file.
#include "velox/agents/options.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <charconv>
#include <cmath>

#include "velox/agents/catalogue.hpp"
#include "velox/agents/ruff.hpp"
#include "velox/base/text.hpp"

namespace velox::agents {

namespace {

constexpr const char* kKnownKeys =
    "workload, tests, python, budget, min-gain, units, rules, disable, assurance, policy, seed, sandbox, external, "
    "learn";

constexpr double kLongestBudget = 24 * 3600;

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// One settings table being read; remembers where it came from for messages.
class SettingsReader {
 public:
  SettingsReader(const toml::table& table, fs::path file) : table_(table), file_(std::move(file)) {}

  Result<void> read(const GivenOnCommandLine& given, Options& options) const {
    for (const auto& [key, value] : table_) VX_TRY(read_key(std::string(key.str()), value, given, options));
    return {};
  }

 private:
  std::unexpected<Error> wrong(const toml::node& value, const std::string& key, const std::string& what) const {
    return fail(ErrorCode::invalid,
                fmt::format("{}:{}: setting '{}' {}", file_.string(), value.source().begin.line, key, what));
  }

  Result<std::string> text(const std::string& key, const toml::node& value) const {
    if (const auto found = value.value_exact<std::string>()) return *found;
    if (const auto number = value.value<double>()) return fmt::format("{}", *number);
    return wrong(value, key, "must be a string");
  }

  Result<std::vector<std::string>> list(const std::string& key, const toml::node& value) const {
    std::vector<std::string> items;
    const toml::array* array = value.as_array();
    if (array == nullptr) return wrong(value, key, "must be a list of strings");
    for (const toml::node& item : *array) {
      const auto found = item.value_exact<std::string>();
      if (!found) return wrong(value, key, "must be a list of strings");
      items.push_back(*found);
    }
    return items;
  }

  // Parses with `parse` unless the command line gave the option.
  template <typename T, typename Parse>
  Result<void> take(const std::string& key, const toml::node& value, bool was_given, T& target, Parse parse) const {
    const std::string found = VX_TRY(text(key, value));
    auto parsed = parse(found);
    if (!parsed) return wrong(value, key, "is not usable: " + parsed.error().message());
    if (!was_given) target = *parsed;
    return {};
  }

  Result<void> read_key(const std::string& key, const toml::node& value, const GivenOnCommandLine& given,
                        Options& options) const {
    const auto as_text = [](const std::string& found) -> Result<std::string> { return found; };
    if (key == "workload") return take(key, value, given.workload, options.workload, as_text);
    if (key == "tests") return take(key, value, given.tests, options.tests, as_text);
    if (key == "python") return take(key, value, given.python, options.python, as_text);
    if (key == "policy") return take(key, value, given.policy, options.policy, as_text);
    if (key == "budget") return take(key, value, given.budget, options.budget_s, parse_duration);
    if (key == "min-gain") return take(key, value, given.min_gain, options.min_gain, parse_share);
    if (key == "assurance") return take(key, value, given.assurance, options.assurance, parse_assurance);
    if (key == "sandbox") return take(key, value, given.sandbox, options.sandbox, sandbox::parse_backend_choice);
    if (key == "external") {
      const auto wanted = value.value_exact<bool>();
      if (!wanted) return wrong(value, key, "must be true or false");
      if (!given.external) options.external = *wanted;
      return {};
    }
    if (key == "learn") return read_learn(value, given, options);
    if (key == "units" || key == "seed") return read_integer(key, value, given, options);
    if (key == "rules" || key == "disable") {
      const auto items = VX_TRY(list(key, value));
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (key == "disable" && is_ruff_strategy(items[i])) continue;
        if (const auto known = check_rule_ids(file_.parent_path(), {items[i]}); !known) {
          return std::unexpected(wrong(*value.as_array()->get(i), key, "is not usable: " + known.error().message())
                                     .error()
                                     .with_hint(known.error().hint()));
        }
      }
      if (key == "disable")
        options.disabled_rules = items;
      else if (!given.rules)
        options.rules = items;
      return {};
    }
    return wrong(value, key, fmt::format("is not known; the settings are {}", kKnownKeys));
  }

  // learn = true, or a table of its own: [learn] auto = true.
  Result<void> read_learn(const toml::node& value, const GivenOnCommandLine& given, Options& options) const {
    const toml::table* table = value.as_table();
    for (const auto& [key, setting] : table != nullptr ? *table : toml::table{}) {
      if (key.str() != "auto")
        return wrong(setting, "learn." + std::string(key.str()), "is not known; there is 'auto'");
    }
    const toml::node* found = table == nullptr ? &value : table->get("auto");
    const auto wanted = found == nullptr ? std::optional(false) : found->value_exact<bool>();
    if (!wanted) return wrong(*found, table == nullptr ? "learn" : "learn.auto", "must be true or false");
    if (!given.learn) options.learn = *wanted;
    return {};
  }

  Result<void> read_integer(const std::string& key, const toml::node& value, const GivenOnCommandLine& given,
                            Options& options) const {
    const auto number = value.value_exact<std::int64_t>();
    if (!number || *number < (key == "units" ? 1 : 0)) return wrong(value, key, "must be a positive whole number");
    if (key == "units" && !given.units) options.units = static_cast<int>(*number);
    if (key == "seed" && !given.seed) options.seed = static_cast<std::uint64_t>(*number);
    return {};
  }

  const toml::table& table_;
  fs::path file_;
};

Result<toml::table> parse_toml(const fs::path& file) {
  const std::string bytes = VX_TRY(read_file(file));
  try {
    return toml::parse(bytes, file.string());
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::invalid, fmt::format("{}:{}: not valid TOML: {}", file.string(), error.source().begin.line,
                                                error.description()));
  }
}

}  // namespace

void hold_to_assurance(model::Assurance weakest, model::Verdict& verdict) {
  if (!verdict.accepted() || verdict.assurance <= weakest) return;
  verdict.kind = model::VerdictKind::inconclusive;
  verdict.reason = fmt::format("it is only {} to behave the same, and {} was asked for",
                               model::to_string(verdict.assurance), model::to_string(weakest));
}

Result<double> parse_duration(std::string_view text) {
  std::string_view digits = text;
  double unit = 1;
  if (!text.empty()) {
    const char last = text.back();
    if (last == 's' || last == 'm' || last == 'h') {
      unit = last == 's' ? 1 : last == 'm' ? 60 : 3600;
      digits.remove_suffix(1);
    }
  }
  const auto value = parse_number(digits);
  if (!value || *value <= 0) {
    return fail(ErrorCode::usage, fmt::format("'{}' is not a duration", text), "Write 60s, 2m or 1.5h.");
  }
  if (*value * unit > kLongestBudget)
    return fail(ErrorCode::usage, fmt::format("'{}' is longer than a day", text),
                "Write 60s, 2m or 1.5h; at most 24h.");
  return *value * unit;
}

Result<double> parse_share(std::string_view text) {
  const bool percent = !text.empty() && text.back() == '%';
  const auto value = parse_number(percent ? text.substr(0, text.size() - 1) : text);
  if (!value || *value < 0 || (percent ? *value / 100 : *value) > 1) {
    return fail(ErrorCode::usage, fmt::format("'{}' is not a share of at most 100 %", text), "Write 5% or 0.05.");
  }
  return percent ? *value / 100 : *value;
}

Result<model::Assurance> parse_assurance(std::string_view text) {
  if (text == "proven") return model::Assurance::proven;
  if (text == "tested") return model::Assurance::tested;
  if (text == "observed") return model::Assurance::observed;
  return fail(ErrorCode::usage, fmt::format("'{}' is not an assurance", text), "One of proven, tested, observed.");
}

Result<void> add_settings(const fs::path& root, const GivenOnCommandLine& given, Options& options) {
  const fs::path own = root / "velox.toml";
  if (fs::exists(own)) {
    const toml::table table = VX_TRY(parse_toml(own));
    return SettingsReader(table, own).read(given, options);
  }
  const fs::path shared = root / "pyproject.toml";
  if (!fs::exists(shared)) return {};
  const toml::table table = VX_TRY(parse_toml(shared));
  const toml::table* section = table["tool"]["velox"].as_table();
  if (section == nullptr) return {};
  return SettingsReader(*section, shared).read(given, options);
}

}  // namespace velox::agents
