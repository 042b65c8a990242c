// The smallest C++ program: which libpchat is this?
#include <iostream>
#include <pchat.hpp>

int main() { std::cout << pchat_version() << '\n'; }
