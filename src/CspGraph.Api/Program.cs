Console.WriteLine("CspGraph");
