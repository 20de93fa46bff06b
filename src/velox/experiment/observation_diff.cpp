// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/observation_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

#include "velox/base/json_full.hpp"

namespace velox::experiment {

namespace {

constexpr std::size_t kMostExplained = 4U << 20;  // larger observations are compared, but not explained
constexpr int kMostDepth = 1000;
constexpr std::size_t kValueWidth = 70;

// Depth of nesting by brackets outside strings: a hostile worker must not exhaust our stack.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMostDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::optional<Json> readable(std::string_view text) {
  if (text.size() > kMostExplained || too_deep(text)) return std::nullopt;
  auto parsed = json::parse(text, "observation");
  if (!parsed || !parsed->is_object()) return std::nullopt;
  return *std::move(parsed);
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\'' || c == '\\')
      (out += '\\') += c;
    else
      out += c;
  }
  return out + "'";
}

std::string cut(std::string text, std::size_t width) {
  if (text.size() <= width) return text;
  std::size_t at = width;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;  // not inside a UTF-8 character
  return text.substr(0, at) + "...";
}

std::string tag_of(const Json& tree) {
  return tree.is_array() && !tree.empty() && tree[0].is_string() ? tree[0].get<std::string>() : std::string();
}

std::string text_at(const Json& tree, std::size_t index) {
  return index < tree.size() && tree[index].is_string() ? tree[index].get<std::string>() : std::string();
}

const Json* list_at(const Json& tree, std::size_t index) {
  return index < tree.size() && tree[index].is_array() ? &tree[index] : nullptr;
}

class Renderer {
 public:
  explicit Renderer(std::size_t width) : width_(width) {}

  std::string value(const Json& tree, int depth = 0) {
    const std::string tag = tag_of(tree);
    if (depth > 12 || spent_ > width_) return "...";
    std::string text = scalar(tag, tree);
    if (text.empty()) text = container(tag, tree, depth);
    if (text.empty()) text = fmt::format("<{}>", json::dump(tree));
    return cut(std::move(text), width_);
  }

 private:
  std::string scalar(const std::string& tag, const Json& tree) {
    std::string text;
    if (tag == "n")
      text = "None";
    else if (tag == "i")
      text = text_at(tree, 1);
    else if (tag == "b")
      text = tree.size() > 1 && tree[1] == true ? "True" : "False";
    else if (tag == "s")
      text = quoted(text_at(tree, 1));
    else if (tag == "f")
      text = number(text_at(tree, 1));
    else if (tag == "y")
      text = fmt::format("bytes(base64 {})", text_at(tree, 1));
    else if (tag == "c")
      text = text_at(tree, 1);
    else if (tag == "e")
      text = fmt::format("{}.{}", text_at(tree, 1), text_at(tree, 2));
    else if (tag == "?")
      text = text_at(tree, 2);
    else if (tag == "r")
      text = fmt::format("<the same object as #{}>", tree.size() > 1 ? json::dump(tree[1]) : "?");
    else if (tag == "R")
      text = fmt::format("range({}, {}, {})", text_at(tree, 1), text_at(tree, 2), text_at(tree, 3));
    spent_ += text.size();
    return text;
  }

  static std::string number(const std::string& hex) {
    if (hex == "nan" || hex == "inf" || hex == "-inf") return hex;
    char* end = nullptr;
    const double value = std::strtod(hex.c_str(), &end);
    if (end == hex.c_str()) return hex;
    for (int digits = 6; digits <= 17; ++digits) {
      std::string text = fmt::format("{:.{}g}", value, digits);
      if (std::strtod(text.c_str(), nullptr) == value)
        return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    return hex;
  }

  std::string items(const Json* list, int depth) {
    std::string text;
    if (list == nullptr) return text;
    for (const Json& item : *list) {
      if (!text.empty()) text += ", ";
      if (spent_ > width_) return text + "...";
      text += value(item, depth + 1);
    }
    return text;
  }

  std::string pairs(const Json* list, int depth) {
    std::string text;
    if (list == nullptr) return text;
    for (const Json& pair : *list) {
      if (!text.empty()) text += ", ";
      if (spent_ > width_) return text + "...";
      if (pair.is_array() && pair.size() == 2) {
        text += value(pair[0], depth + 1) + ": ";
        text += value(pair[1], depth + 1);
      }
    }
    return text;
  }

  std::string container(const std::string& tag, const Json& tree, int depth) {
    if (tag == "t") {
      const Json* list = list_at(tree, 1);
      return "(" + items(list, depth) + (list != nullptr && list->size() == 1 ? ",)" : ")");
    }
    if (tag == "l") return "[" + items(list_at(tree, 2), depth) + "]";
    if (tag == "d") return "{" + pairs(list_at(tree, 2), depth) + "}";
    if (tag == "S") return "{" + items(list_at(tree, 2), depth) + "}";
    if (tag == "F") return "frozenset({" + items(list_at(tree, 1), depth) + "})";
    if (tag == "C") return "Counter({" + pairs(list_at(tree, 2), depth) + "})";
    if (tag == "od") return "OrderedDict({" + pairs(list_at(tree, 2), depth) + "})";
    if (tag == "dd") return "defaultdict({" + pairs(list_at(tree, 3), depth) + "})";
    if (tag == "dq") return "deque([" + items(list_at(tree, 3), depth) + "])";
    if (tag == "g") return "<yields " + items(list_at(tree, 2), depth) + ">";
    if (tag == "x") return fmt::format("{}({})", text_at(tree, 2), quoted(text_at(tree, 3)));
    if (tag == "o") return text_at(tree, 2) + "(" + fields(list_at(tree, 3), depth) + ")";
    return {};
  }

  std::string fields(const Json* list, int depth) {
    std::string text;
    if (list == nullptr) return text;
    for (const Json& pair : *list) {
      if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string()) continue;
      if (!text.empty()) text += ", ";
      if (spent_ > width_) return text + "...";
      text += pair[0].get<std::string>() + "=" + value(pair[1], depth + 1);
    }
    return text;
  }

  std::size_t width_;
  std::size_t spent_ = 0;
};

// Where two trees part: the path in Python notation, and the two values there.
struct Parting {
  std::string path;
  const Json* expected;
  const Json* actual;
};

Parting part(const Json& expected, const Json& actual, std::string path, int depth = 0) {
  const std::string tag = tag_of(expected);
  if (depth > 200 || tag.empty() || tag != tag_of(actual) || expected.size() != actual.size())
    return {path, &expected, &actual};
  static const std::map<std::string, std::size_t> kLists = {{"l", 2}, {"t", 1}, {"dq", 3}, {"g", 2}};
  static const std::map<std::string, std::size_t> kPairs = {{"d", 2}, {"od", 2}, {"C", 2}, {"dd", 3}, {"o", 3}};
  if (const auto at = kLists.find(tag); at != kLists.end()) {
    const Json *one = list_at(expected, at->second), *two = list_at(actual, at->second);
    if (one == nullptr || two == nullptr || one->size() != two->size()) return {path, &expected, &actual};
    for (std::size_t i = 0; i < one->size(); ++i) {
      if ((*one)[i] != (*two)[i]) return part((*one)[i], (*two)[i], fmt::format("{}[{}]", path, i), depth + 1);
    }
  } else if (const auto in = kPairs.find(tag); in != kPairs.end()) {
    const Json *one = list_at(expected, in->second), *two = list_at(actual, in->second);
    if (one == nullptr || two == nullptr || one->size() != two->size()) return {path, &expected, &actual};
    for (std::size_t i = 0; i < one->size(); ++i) {
      const Json &left = (*one)[i], &right = (*two)[i];
      if (left == right) continue;
      if (!left.is_array() || !right.is_array() || left.size() != 2 || right.size() != 2 || left[0] != right[0]) break;
      const std::string key =
          left[0].is_string() ? "." + left[0].get<std::string>() : "[" + render_value(left[0], 30) + "]";
      return part(left[1], right[1], path + key, depth + 1);
    }
  }
  return {path, &expected, &actual};
}

bool same_items_other_order(const Json& a, const Json& b) {
  const std::string tag = tag_of(a);
  if ((tag != "d" && tag != "l" && tag != "od") || tag != tag_of(b)) return false;
  const Json *one = list_at(a, 2), *two = list_at(b, 2);
  if (one == nullptr || two == nullptr || one->size() != two->size() || one->size() > 2000) return false;
  return std::is_permutation(one->begin(), one->end(), two->begin());
}

// "343 items instead of 344", of two long lists; a short one is shown whole.
std::string other_length(const Json& expected, const Json& actual) {
  constexpr std::size_t kLong = 12;
  const std::string tag = tag_of(expected);
  if ((tag != "l" && tag != "t" && tag != "d" && tag != "S") || tag != tag_of(actual)) return {};
  const std::size_t place = tag == "t" ? 1 : 2;
  const Json *one = list_at(expected, place), *two = list_at(actual, place);
  if (one == nullptr || two == nullptr || one->size() == two->size() || std::min(one->size(), two->size()) < kLong)
    return {};
  return fmt::format("{} items instead of {}", two->size(), one->size());
}

std::string instead(const Json& expected, const Json& actual, const std::string& verb) {
  const Parting at = part(expected, actual, "");
  const std::string order =
      same_items_other_order(*at.expected, *at.actual) ? " (the same items in another order)" : "";
  std::string one = render_value(*at.expected, kValueWidth), two = render_value(*at.actual, kValueWidth);
  if (one == two) {
    one = render_value(*at.expected, 4 * kValueWidth);
    two = render_value(*at.actual, 4 * kValueWidth);
  }
  const std::string where = at.path.empty() ? "" : fmt::format(" at {}", at.path);
  if (const auto lengths = other_length(*at.expected, *at.actual); !lengths.empty())
    return fmt::format("{} {}{}: {}", verb, lengths, where, cut(two, kValueWidth));
  if (one == two)
    return fmt::format("{} a value that differs{} although it prints as {}", verb, where, cut(one, kValueWidth));
  return fmt::format("{} {} instead of {}{}{}", verb, two, one, where, order);
}

std::string exception_text(const Json& exception) {
  std::string type = json::string_or(exception, "type");
  if (type.starts_with("builtins.")) type.erase(0, 9);
  return fmt::format("{}({})", type, cut(quoted(json::string_or(exception, "text")), kValueWidth));
}

std::string describe_results(const Json& expected, const Json& actual) {
  const Json &raised_a = json::member(expected, "exception"), &raised_b = json::member(actual, "exception");
  if (raised_b.is_object() && !raised_a.is_object()) {
    return fmt::format("raises {} instead of returning {}", exception_text(raised_b),
                       render_value(json::member(expected, "return")));
  }
  if (raised_a.is_object() && !raised_b.is_object()) {
    return fmt::format("returns {} instead of raising {}", render_value(json::member(actual, "return")),
                       exception_text(raised_a));
  }
  if (raised_a != raised_b) {
    const std::string one = exception_text(raised_a), two = exception_text(raised_b);
    if (one != two) return fmt::format("raises {} instead of {}", two, one);
    return fmt::format("raises {} with other arguments, cause or notes", two);
  }
  return instead(json::member(expected, "return"), json::member(actual, "return"), "returns");
}

// `args` of an observation is the tuple (args, kwargs).
const Json* positional(const Json& observation) {
  const Json& both = json::member(observation, "args");
  const Json* pair = tag_of(both) == "t" ? list_at(both, 1) : nullptr;
  return pair != nullptr && !pair->empty() && tag_of((*pair)[0]) == "t" ? list_at((*pair)[0], 1) : nullptr;
}

std::string name_of(const std::vector<std::string>& params, std::size_t index) {
  return index < params.size() ? params[index] : fmt::format("{}", index);
}

std::string describe_arguments(const Json& expected, const Json& actual, const std::vector<std::string>& params) {
  const Json *one = positional(expected), *two = positional(actual);
  for (std::size_t i = 0; one != nullptr && two != nullptr && one->size() == two->size() && i < one->size(); ++i) {
    if ((*one)[i] == (*two)[i]) continue;
    return instead((*one)[i], (*two)[i], fmt::format("leaves argument {} as", name_of(params, i)));
  }
  return instead(json::member(expected, "args"), json::member(actual, "args"), "leaves its arguments as");
}

std::string describe_text(const Json& expected, const Json& actual, const char* key, const char* verb) {
  return fmt::format("{} {} instead of {}", verb, cut(quoted(json::string_or(actual, key)), kValueWidth),
                     cut(quoted(json::string_or(expected, key)), kValueWidth));
}

// `left` is [[name, text], ...]: what a call has changed in its process.
std::map<std::string, std::string> left_behind(const Json& left) {
  std::map<std::string, std::string> found;
  if (!left.is_array()) return found;
  for (const Json& entry : left) {
    if (entry.is_array()) found.emplace(text_at(entry, 0), text_at(entry, 1));
  }
  return found;
}

std::string describe_left(const Json& expected, const Json& actual) {
  const auto one = left_behind(expected), two = left_behind(actual);
  for (const auto& [name, text] : two) {
    const auto known = one.find(name);
    if (known == one.end())
      return fmt::format("changes the {} of its process, which the original leaves as it is", name);
    if (known->second != text) return fmt::format("leaves another state of its process behind: {}", name);
  }
  for (const auto& [name, text] : one) {
    if (!two.contains(name)) return fmt::format("no longer changes the {} of its process", name);
  }
  return "leaves another state of its process behind";
}

}  // namespace

std::string render_value(const Json& tree, std::size_t width) { return Renderer(width).value(tree); }

std::string describe_difference(std::string_view expected_text, std::string_view actual_text,
                                const std::vector<std::string>& params) {
  const auto expected = readable(expected_text), actual = readable(actual_text);
  if (!actual)
    return actual_text.size() > kMostExplained ? "gives another result, too large to show"
                                               : "gives a result that can't be read";
  if (!expected) return "gives another result";
  if (flags_of(actual_text).timed_out) return "gives no answer in time";
  if (json::member(*expected, "return") != json::member(*actual, "return") ||
      json::member(*expected, "exception") != json::member(*actual, "exception")) {
    return describe_results(*expected, *actual);
  }
  if (json::member(*expected, "args") != json::member(*actual, "args"))
    return describe_arguments(*expected, *actual, params);
  if (json::member(*expected, "stdout") != json::member(*actual, "stdout"))
    return describe_text(*expected, *actual, "stdout", "prints");
  if (json::member(*expected, "stderr") != json::member(*actual, "stderr")) {
    return describe_text(*expected, *actual, "stderr", "writes to stderr");
  }
  for (const char* key : {"warnings", "logs", "generator"}) {
    const Json &one = json::member(*expected, key), &two = json::member(*actual, key);
    if (one != two)
      return fmt::format("gives other {}: {} instead of {}", key, cut(json::dump(two), kValueWidth),
                         cut(json::dump(one), kValueWidth));
  }
  if (json::member(*expected, "left") != json::member(*actual, "left"))
    return describe_left(json::member(*expected, "left"), json::member(*actual, "left"));
  return "differs in how its values are nested or shared";
}

std::string render_arguments(std::string_view observation, const std::vector<std::string>& params, std::size_t width) {
  const auto parsed = readable(observation);
  if (!parsed) return {};
  const Json* list = positional(*parsed);
  std::string text;
  for (std::size_t i = 0; list != nullptr && i < list->size() && text.size() < width; ++i) {
    if (!text.empty()) text += ", ";
    text += (i < params.size() ? params[i] + "=" : std::string()) + render_value((*list)[i], width / 2);
  }
  return cut(text, width);
}

ObservationFlags flags_of(std::string_view text) {
  ObservationFlags flags;
  // Cheap for the usual observation, which has neither member.
  if (text.find("\"bounds\"") == std::string_view::npos && text.find("\"opaque\"") == std::string_view::npos)
    return flags;
  if (too_deep(text)) return flags;
  const auto parsed = json::parse(text, "observation");
  if (!parsed) return flags;
  for (const Json& bound : json::member(*parsed, "bounds")) {
    (bound == "timeout" ? flags.timed_out : flags.bounded) = true;
  }
  for (const Json& name : json::member(*parsed, "opaque")) {
    if (name.is_string()) flags.opaque.push_back(name.get<std::string>());
  }
  return flags;
}

}  // namespace velox::experiment
